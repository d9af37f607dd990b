/** A text of one line: what is pasted with line breaks and tabs into it is put on one, its letters in their usual form. */
export const oneLine = (text: string): string => text.normalize("NFC").replace(/[\s\u0085]+/g, " ").trim();
