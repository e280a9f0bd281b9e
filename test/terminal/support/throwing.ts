const bug = 'process.once("SIGUSR2",()=>{throw new Error("ours")})';

/** Has the program meet an error that nobody expects, at a signal that it does not know. */
export const throwingAtSignal = atSignal(bug);

/** Has all that is drawn fail, from the first minute on, at SIGUSR1. */
export const drawingFailsAtSignal = atSignal(
  'process.once("SIGUSR1",()=>{String.prototype.padStart=()=>{throw new Error("ours")}})',
);

/** Has Node and a dependency say something, at SIGUSR1. */
export const talkingAtSignal = atSignal(
  'process.once("SIGUSR1",()=>{process.emitWarning("canary of Node");console.error("canary of others")})',
);

function atSignal(code: string): { readonly NODE_OPTIONS: string } {
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}
