/**
 * From now on keys are keys. Ink asks for that once its first frame is there, and until then the
 * terminal would write into the frame what is typed, and take Ctrl-Z for itself.
 */
export function takeKeyboard(keyboard: Pick<NodeJS.ReadStream, "setRawMode"> | undefined): void {
  keyboard?.setRawMode(true);
}
