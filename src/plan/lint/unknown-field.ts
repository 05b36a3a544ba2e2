import { didYouMean, findings } from "../../diagnostics/index.ts";
import { type FieldReference, fieldName } from "../../language/index.ts";
import { isSystemField } from "../vectorize.ts";
import { eachNode } from "./nodes.ts";
import type { LintRule, LintSubject } from "./rule.ts";

/** The fields that the service makes (sections 2.2 and 2.4); some logs have others. */
const SYSTEM_FIELDS: readonly string[] = [
  ...["@timestamp", "@message", "@logStream", "@log", "@ingestionTime", "@ptr", "@requestId", "@duration"],
  ...["@billedDuration", "@type", "@maxMemoryUsed", "@memorySize", "@initDuration", "@xrayTraceId", "@xraySegmentId"],
  ...["@aws.region", "@aws.account", "@source.log", "@data_source_name", "@data_source_type", "@data_format"],
];

/** A field of events that a query names, and that is not known. */
export interface UnknownField {
  readonly name: string;
  /** Its first place in the query. */
  readonly place: FieldReference;
  /** The name that may be meant. */
  readonly help: string | undefined;
}

/** Points out fields of events that a sample does not have, and system fields that are nearly spelled as one. */
export const unknownField: LintRule = (subject, report) => {
  for (const { name, place, help } of unknownFields(subject)) {
    if (isSystemField(name)) report(findings.unknownSystemField(place.span, name, help ?? ""));
    else report(findings.unknownField(place.span, name, subject.sample?.events ?? 0, help));
  }
};

/** Fields of events that a sample does not have, and system fields that are nearly spelled as one. */
export function unknownFields({ query, plan, sample }: LintSubject): readonly UnknownField[] {
  const places = firstPlaces(query);
  const unknown: UnknownField[] = [];
  for (const { name } of plan.scan.fields) {
    const place = places.get(name);
    if (place === undefined) continue;
    if (isSystemField(name)) {
      const help = SYSTEM_FIELDS.includes(name) ? undefined : didYouMean(name, SYSTEM_FIELDS);
      if (help !== undefined) unknown.push({ name, place, help });
    } else if (sample !== undefined && !isInSample(name, sample.names)) {
      unknown.push({ name, place, help: didYouMean(name, sample.names) });
    }
  }
  return unknown;
}

function firstPlaces(query: unknown): ReadonlyMap<string, FieldReference> {
  const places = new Map<string, FieldReference>();
  eachNode(query, (node) => {
    if (node.kind !== "field") return;
    const field = node as unknown as FieldReference;
    const name = fieldName(field);
    if (!places.has(name)) places.set(name, field);
  });
  return places;
}

/** A field, or what holds fields: `expand` and `jsonParse` read whole structures. */
function isInSample(name: string, names: ReadonlySet<string>): boolean {
  if (names.has(name)) return true;
  for (const known of names) if (known.startsWith(`${name}.`)) return true;
  return false;
}
