/** So many bytes tell whether a file is a recording. */
export const startBytes = 256;

/** Whether a file that begins with this text is a recording, of whatever version. */
export function isRecordingStart(text: string): boolean {
  return /^\{"v":\d+,"ts":[^,]+,"id":null,"type":"recording",/.test(text);
}
