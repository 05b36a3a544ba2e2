import { codeOf, createDictionary, Dictionary, emptyDictionary } from "../dictionary";
import { PLAIN_TEXT } from "../text";
import { maskLine } from "./line";
import { MARKS } from "./marks";
import { allocateMasked, maskedEnd, maskedStart } from "./masked";

/** The different masked forms of lines, and their codes. */
let forms: Dictionary = changetype<Dictionary>(0);

const FORM_BYTES: u32 = 4 * 1024 * 1024;

/** Makes room for masking; gives the place of the table of marks, which is to be filled. */
export function startMasking(): usize {
  allocateMasked();
  forms = createDictionary(FORM_BYTES);
  return MARKS;
}

/** The code of a line's masked form; 0 where the plain masker has to mask it, -1 where there are too many forms. */
export function formCode(start: usize, end: usize): i32 {
  return maskLine(start, end) ? codeOf(forms, maskedStart, maskedEnd - maskedStart, PLAIN_TEXT) : 0;
}

/** The place of the entries of all forms, by their codes. */
export function formsAt(): usize {
  return <usize>forms.entries;
}

export function emptyForms(): void {
  emptyDictionary(forms);
}
