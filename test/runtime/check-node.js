/* The repository's own tools need the Node that its lock file brings; npm puts it first on PATH. */
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Node ${process.versions.node} is too old to build and test aggwatch (22.18 or newer is needed). ` +
      "On Linux and Windows, `npm ci` brings a newer one along; elsewhere install a current LTS " +
      "release from https://nodejs.org.",
  );
  process.exitCode = 1;
}
