export { type Arithmetic, calculate } from "./arithmetic.ts";
export { finite, isNumberLike, toCondition, toNumber, toText } from "./coerce.ts";
export { compareCodePoints, isEqual, isOrdered, type Ordering } from "./comparison.ts";
export { parseNumber, printNumber } from "./number-text.ts";
export {
  capPeriod,
  ceilToPeriod,
  floorToPeriod,
  nextPeriod,
  type Period,
  type PeriodUnit,
  parsePeriodUnit,
  printPeriod,
} from "./period.ts";
export { compareForSort } from "./sort-order.ts";
export { parseEpoch, parseIsoTime, printTimestamp } from "./timestamp-text.ts";
export {
  isList,
  isTimestamp,
  type LogNumber,
  logNumber,
  type Timestamp,
  timestamp,
  type Value,
  type ValueKind,
  type ValueList,
  valueList,
} from "./value.ts";
