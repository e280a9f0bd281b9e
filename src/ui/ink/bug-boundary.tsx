import { Component, type ComponentType, type ReactNode } from "react";

/** What stands within a boundary. */
interface BoundaryProps {
  readonly children: ReactNode;
}

/**
 * A boundary that tells of an error that a component throws, and shows nothing from then on. Ink's
 * own would draw the error, and where that fails as well end without a word; React would try again,
 * and where that works say nothing of it.
 *
 * @param failed is told while React renders
 */
export function bugBoundary(failed: (error: unknown) => void): ComponentType<BoundaryProps> {
  return class BugBoundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
    override state = { hasFailed: false };

    static getDerivedStateFromError(error: unknown) {
      failed(error);
      return { hasFailed: true };
    }

    override render() {
      return this.state.hasFailed ? null : this.props.children;
    }
  };
}
