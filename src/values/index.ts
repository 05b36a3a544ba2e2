export { access } from "./access.ts";
export { type Arithmetic, calculate } from "./arithmetic.ts";
export { finite, isNumberLike, toCondition, toNumber, toText } from "./coerce.ts";
export { compareCodePoints, isEqual, isOrdered, isOrderedNumber, isUnequal, type Ordering } from "./comparison.ts";
export { parseNumber, printNumber } from "./number-text.ts";
export { parseJson } from "./parse-json.ts";
export {
  capPeriod,
  ceilToPeriod,
  floorToPeriod,
  nextPeriod,
  type Period,
  type PeriodUnit,
  parsePeriodUnit,
  periodBefore,
  periodMilliseconds,
  printPeriod,
} from "./period.ts";
export { printJson } from "./print-json.ts";
export { compareForSort, compareNumbered, sortNumber } from "./sort-order.ts";
export { parseEpoch, parseIsoTime, printTimestamp } from "./timestamp-text.ts";
export {
  isList,
  isMap,
  isStructure,
  isStructureKind,
  isTimestamp,
  type LogNumber,
  logNumber,
  numberInLog,
  plainList,
  type Structure,
  type Timestamp,
  timestamp,
  type Value,
  type ValueKind,
  type ValueList,
  type ValueMap,
  valueList,
  valueMap,
} from "./value.ts";
