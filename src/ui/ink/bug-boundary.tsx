import { Component, type ComponentType, type PropsWithChildren } from "react";

/**
 * A boundary that passes on an error that a component throws, while React renders, and shows
 * nothing from then on. Ink's own would draw the error, and end silently where that fails too; React
 * would try again, and not report it where that works.
 */
export function bugBoundary(failed: (error: unknown) => void): ComponentType<PropsWithChildren> {
  return class BugBoundary extends Component<PropsWithChildren, { readonly hasFailed: boolean }> {
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
