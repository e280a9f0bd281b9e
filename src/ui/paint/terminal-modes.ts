/** Private modes of DEC: the alternate screen is shown, the cursor is hidden. */
export const takeScreen = "\u001B[?1049h\u001B[?25l";
export const leaveOtherScreen = "\u001B[?1049l";
/** Synchronized output and bracketed paste end, the cursor is shown. */
export const plainTerminal = "\u001B[?2026l\u001B[?2004l\u001B[?25h";
/** Private modes of xterm: a mouse reports its buttons, by SGR reports, which have no largest cell. */
export const takeMouse = "\u001B[?1000h\u001B[?1006h";
export const leaveMouse = "\u001B[?1006l\u001B[?1000l";
