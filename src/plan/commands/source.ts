import { problems } from "../../diagnostics/index.ts";
import type { SourceCommand, SourceSelector, SourceTime, StringList } from "../../language/index.ts";
import { writtenPeriod } from "../call.ts";
import type { GroupSelector, TimeBefore } from "../plan.ts";
import type { PlanBuilder } from "../plan-builder.ts";

/** What the service takes at most (section 5.17). */
const MOST = { prefixes: 5, accounts: 20, names: 10, tags: 5, values: 5 } as const;
const CLASSES = ["STANDARD", "INFREQUENT_ACCESS"];

/** Reads other log groups than those named outside of the query; several `SOURCE` add up. */
export function planSource({ selectors, start, end }: SourceCommand, builder: PlanBuilder): void {
  const [from, to] = [timeBefore(start, builder), timeBefore(end, builder)];
  builder.bounds.addSource({
    selectors: selectors.map((selector) => planSelector(selector, builder)),
    ...(from === undefined ? {} : { start: from }),
    ...(to === undefined ? {} : { end: to }),
  });
}

function timeBefore(time: SourceTime | undefined, { context }: PlanBuilder): TimeBefore | undefined {
  if (time === undefined) return undefined;
  return time.before === undefined ? 0 : writtenPeriod(time.before, context);
}

function planSelector(selector: SourceSelector, builder: PlanBuilder): GroupSelector {
  const { span } = selector;
  switch (selector.kind) {
    case "log-group":
      return { kind: "name", name: selector.name, span };
    case "log-groups":
      for (const { value, span: at } of selector.class?.items ?? []) {
        if (!CLASSES.includes(value)) builder.report(problems.unknownClass(at, value));
      }
      return {
        kind: "groups",
        prefixes: texts(selector.namePrefix, "prefixes", MOST.prefixes, builder),
        accounts: texts(selector.accountIdentifier, "accounts", MOST.accounts, builder),
        classes: texts(selector.class, "classes", CLASSES.length, builder),
        span,
      };
    case "data-source":
      return { kind: "data-sources", names: texts(selector.names, "data sources", MOST.names, builder), span };
    case "log-group-tags": {
      const { tags } = selector;
      if (tags.length > MOST.tags) builder.report(problems.tooManyGiven(span, "tags", MOST.tags, tags.length));
      const planned = tags.map(({ key, values }) => ({
        key: key.value,
        values: texts(values, "values", MOST.values, builder),
      }));
      return { kind: "tags", tags: planned, span };
    }
  }
}

function texts(list: StringList | undefined, what: string, most: number, builder: PlanBuilder): readonly string[] {
  if (list === undefined) return [];
  const { items, span } = list;
  if (items.length > most) builder.report(problems.tooManyGiven(span, what, most, items.length));
  return items.map(({ value }) => value);
}
