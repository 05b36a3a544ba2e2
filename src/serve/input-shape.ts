import { invalidParameter } from "./service-error.ts";

/** What one member of a request may be. `read` notes what is wrong in the service's words. */
export interface Member<Type> {
  readonly isRequired: boolean;
  readonly read: (value: unknown, at: string, problems: string[]) => Type | undefined;
}

export interface RequiredMember<Type> extends Member<Type> {
  readonly isRequired: true;
}

/** The members of a request, as data. Members that are not named here are ignored, as the service does. */
export type InputShape = Readonly<Record<string, Member<unknown>>>;

export type InputOf<Shape extends InputShape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends RequiredMember<infer Type>
    ? Type
    : Shape[Name] extends Member<infer Type>
      ? Type | undefined
      : never;
};

/** Reads the members of a request; throws an `InvalidParameterException` that lists all that is wrong. */
export function readInput<Shape extends InputShape>(
  shape: Shape,
  body: Readonly<Record<string, unknown>>,
): InputOf<Shape> {
  const problems: string[] = [];
  const input: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape)) {
    const value = body[name] ?? undefined;
    if (value !== undefined) input[name] = member.read(value, name, problems);
    else if (member.isRequired) problems.push(constraint(undefined, name, "Member must not be null"));
  }
  if (problems.length > 0) {
    const count = `${problems.length} validation error${problems.length === 1 ? "" : "s"} detected`;
    throw invalidParameter(`${count}: ${problems.join("; ")}`);
  }
  return input as InputOf<Shape>;
}

export function required<Type>(member: Member<Type>): RequiredMember<Type> {
  return { ...member, isRequired: true };
}

interface TextLimits {
  readonly shortest?: number;
  readonly longest?: number;
  readonly pattern?: RegExp;
  readonly choices?: readonly string[];
}

export function text({ shortest = 0, longest = Infinity, pattern, choices }: TextLimits = {}): Member<string> {
  return member((value, at, problems) => {
    if (typeof value !== "string") return wrongType(value, at, "a string", problems);
    const refuse = (rule: string): void => void problems.push(constraint(value, at, rule));
    if (value.length < shortest) refuse(`Member must have length greater than or equal to ${shortest}`);
    if (value.length > longest) refuse(`Member must have length less than or equal to ${longest}`);
    if (pattern?.test(value) === false) refuse(`Member must satisfy regular expression pattern: ${pattern.source}`);
    if (choices?.includes(value) === false) refuse(`Member must satisfy enum value set: [${choices.join(", ")}]`);
    return value;
  });
}

export function whole(least = 0, most = Number.MAX_SAFE_INTEGER): Member<number> {
  return member((value, at, problems) => {
    if (!Number.isInteger(value)) return wrongType(value, at, "a whole number", problems);
    const number = value as number;
    const refuse = (rule: string): void => void problems.push(constraint(number, at, rule));
    if (number < least) refuse(`Member must have value greater than or equal to ${least}`);
    if (number > most) refuse(`Member must have value less than or equal to ${most}`);
    return number;
  });
}

export function flag(): Member<boolean> {
  return member((value, at, problems) =>
    typeof value === "boolean" ? value : wrongType(value, at, "true or false", problems),
  );
}

export function list<Type>(of: Member<Type>, { fewest = 0, most = Infinity } = {}): Member<readonly Type[]> {
  return member((value, at, problems) => {
    if (!Array.isArray(value)) return wrongType(value, at, "a list", problems);
    const refuse = (rule: string): void => void problems.push(constraint(`[${value.length} members]`, at, rule));
    if (value.length < fewest) refuse(`Member must have length greater than or equal to ${fewest}`);
    if (value.length > most) refuse(`Member must have length less than or equal to ${most}`);
    return value.flatMap((item, index) => {
      const read = of.read(item, `${at}.${index + 1}.member`, problems);
      return read === undefined ? [] : [read];
    });
  });
}

/** A structure inside of a request. */
export function structure<Shape extends InputShape>(shape: Shape): Member<InputOf<Shape>> {
  return member((value, at, problems) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return wrongType(value, at, "a structure", problems);
    }
    const read: Record<string, unknown> = {};
    for (const [name, each] of Object.entries(shape)) {
      const inner = (value as Record<string, unknown>)[name] ?? undefined;
      if (inner !== undefined) read[name] = each.read(inner, `${at}.${name}`, problems);
      else if (each.isRequired) problems.push(constraint(undefined, `${at}.${name}`, "Member must not be null"));
    }
    return read as InputOf<Shape>;
  });
}

function member<Type>(read: Member<Type>["read"]): Member<Type> {
  return { isRequired: false, read };
}

function wrongType(value: unknown, at: string, expected: string, problems: string[]): undefined {
  problems.push(constraint(JSON.stringify(value)?.slice(0, SHOWN), at, `Member must be ${expected}`));
  return undefined;
}

/** How much of a value is repeated in a message. */
const SHOWN = 200;

function constraint(value: string | number | undefined, at: string, rule: string): string {
  const found = value === undefined ? "Value null" : `Value '${String(value).slice(0, SHOWN)}'`;
  return `${found} at '${at}' failed to satisfy constraint: ${rule}`;
}
