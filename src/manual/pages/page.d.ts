declare module "*.md" {
  import type { Page } from "../page-source.ts";
  const page: Page;
  export default page;
}
