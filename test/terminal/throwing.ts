const bug = encodeURIComponent('process.once("SIGUSR2",()=>{throw new Error("ours")})');

/** Has the program meet an error that nobody expects, at a signal that it does not know. */
export const throwingAtSignal = { NODE_OPTIONS: `--import=data:text/javascript,${bug}` };
