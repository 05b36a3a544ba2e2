import { codeOf, createDictionary, Dictionary, emptyDictionary } from "../dictionary";
import { PLAIN_TEXT } from "../text";
import { allocateAmounts, amountCount, amounts, noteAmounts } from "./amounts";
import { allocateKnownWords } from "./known-words";
import { maskLine } from "./line";
import { BRACE, CARRIAGE_RETURN, fillSplats, MARKS, SPACE } from "./marks";
import { allocateMasked, maskedEnd, maskedStart } from "./masked";
import { emptyOutlines, formOf, maskAlong, outlineOf, setForm, sketchOf, startOutlines } from "./outline";
import { isLineSure } from "./token";

/** The different masked forms of lines, which are numbered as the values of a column are. */
let forms: Dictionary = changetype<Dictionary>(0);

/** Enough for as many forms of some hundred bytes as are remembered between two counts of all. */
const FORM_BYTES: u32 = 16 * 1024 * 1024;

/** Makes room for masking; gives the place of the table of marks, which is to be filled. */
export function startMasking(): usize {
  fillSplats();
  allocateMasked();
  startOutlines();
  allocateKnownWords();
  allocateAmounts();
  forms = createDictionary(FORM_BYTES);
  return MARKS;
}

/** The code of a line's masked form; 0 where the plain masker has to mask it, -1 where there are too many forms. */
export function formCode(start: usize, end: usize): i32 {
  if (!isJsonAt(start)) return formOfText(start, end);
  const outline = outlineOf(start, end);
  const known = outline ? formOf(outline) : 0;
  if (known > 0) return known;
  if (!outline || known < 0) return maskLine(start, end) ? codeOfMasked() : 0;
  const isAlong = maskAlong(start, end);
  if (!isLineSure) return 0;
  const form = codeOfMasked();
  if (form > 0) setForm(outline, form, isAlong);
  return form;
}

/** Puts in place of each row of a batch the code of its line; gives how many it did before there were too many forms. */
export function formCodes(rows: usize, count: i32, starts: usize, ends: usize): i32 {
  for (let index = 0; index < count; index++) {
    const place = rows + (<usize>index << 2);
    const row = <usize>load<u32>(place) << 2;
    const start = <usize>load<u32>(starts + row);
    const lineEnd = <usize>load<u32>(ends + row);
    const hasReturn = lineEnd > start && load<u8>(lineEnd - 1) == CARRIAGE_RETURN;
    const code = formCode(start, hasReturn ? lineEnd - 1 : lineEnd);
    if (code < 0) return index;
    store<i32>(place, code);
  }
  return count;
}

/** Notes the amounts of a line; gives how many, or -1 where the plain masker has to mask it. */
export function noteAmountsOf(start: usize, end: usize): i32 {
  noteAmounts(true);
  const isSure = maskLine(start, end);
  const count = amountCount;
  noteAmounts(false);
  return isSure ? count : -1;
}

/** The places and ends of the amounts that were noted last. */
export function amountsAt(): usize {
  return amounts;
}

function isJsonAt(start: usize): bool {
  let at = start;
  while (load<u8>(at) == SPACE) at++;
  return load<u8>(at) == BRACE;
}

/** The same of a line that does not begin as JSON does. */
function formOfText(start: usize, end: usize): i32 {
  const sketch = sketchOf(start, end);
  const known = sketch ? formOf(sketch) : 0;
  if (known > 0) return known;
  if (!maskLine(start, end)) return 0;
  const form = codeOfMasked();
  if (sketch && form > 0) setForm(sketch, form, true);
  return form;
}

function codeOfMasked(): i32 {
  return codeOf(forms, maskedStart, maskedEnd - maskedStart, PLAIN_TEXT);
}

/** The place of the entries of all forms, by their codes. */
export function formsAt(): usize {
  return <usize>forms.entries;
}

export function emptyForms(): void {
  emptyDictionary(forms);
  emptyOutlines();
}
