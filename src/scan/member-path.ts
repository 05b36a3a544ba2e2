/**
 * The path of the JSON member that a field name stands for. A member whose own name begins with
 * `@` is known by one more: `@@type` (section 2.2).
 */
export function memberPath(name: string): string {
  return name.startsWith("@@") ? name.slice(1) : name;
}
