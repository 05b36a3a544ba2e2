/*
 * Values of the query language in SQL. A value is a struct: `k` its kind (`t` text, `l` a number of the
 * log, `c` a computed number, `b` a boolean, `d` a moment), `t` the text that it prints as, `n` the number
 * that it stands for. NULL is missing. The macros follow the language specification and share nothing
 * with logq. As macros are expanded in place, their arguments are columns and constants.
 */

export const VALUE_TYPE = "struct(k varchar, t varchar, n double)";

export const VALUE_MACROS: readonly string[] = [
  // Section 3: sign, digits, fraction, exponent, blanks at the ends; no number is infinite.
  `create macro read_number(s) as case
     when regexp_full_match(s, '[ \\t\\r\\n]*[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?[ \\t\\r\\n]*')
     then nullif(nullif(try_cast(regexp_replace(s, '[ \\t\\r\\n]', '', 'g') as double),
       'inf'::double), '-inf'::double) end`,
  // Section 8.4: at most four decimals, half up, no trailing zeros, no -0.
  `create macro print_number(x) as
     regexp_replace(replace(round(x::varchar::decimal(38, 16), 4)::decimal(38, 4)::varchar, '-0.0000', '0.0000'),
       '[.]?0*$', '')`,
  "create macro text_value(s) as case when s is not null then {k: 't', t: s, n: read_number(s)} end",
  "create macro number_value(x) as case when isfinite(x) then {k: 'c', t: print_number(x), n: x::double} end",
  `create macro boolean_value(x) as {k: 'b', t: case when x then '1' else '0' end, n: case when x then 1.0 else 0.0 end}`,
  `create macro moment_value(x) as case when x is not null then
     {k: 'd', t: strftime(make_timestamp((x * 1000)::bigint), '%Y-%m-%d %H:%M:%S.%g'), n: x::double} end`,

  // Lists are shown alone: nothing is calculated or compared with them.
  "create macro list_value_of(s, present) as case when present is not null then {k: 'list', t: s::varchar, n: null::double} end",
  `create macro json_of(v) as case v.k
     when 't' then to_json(v.t)::varchar when 'b' then case when v.n = 1 then 'true' else 'false' end else v.t end`,

  // Section 7.7: four numbers up to 255 with points between them.
  `create macro is_ipv4(s) as regexp_full_match(s, '((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])([.]|$)){4}')
     and not ends_with(s, '.')`,
  `create macro ipv4_number(s) as case when is_ipv4(s) then
     list_reduce(list_transform(string_split(s, '.'), lambda part: part::double), lambda x, y: x * 256 + y) end`,

  // Members of events, as they are loaded.
  `create macro loaded_value(k, t) as case k
     when 't' then text_value(t)
     when 'l' then {k: 'l', t: t, n: t::double}
     when 'b' then boolean_value(t::boolean) end`,
  "create macro loaded_time(k, t) as moment_value(t::double)",
  "create macro as_aggregate(v) as case when v.k = 'd' then number_value(v.n) else v end",

  // Section 5.3: a lone value is a condition: present, not 0, not empty text.
  "create macro holds(v) as coalesce(case when v.k = 't' then v.t <> '' when v.k = 'd' then true else v.n <> 0 end, false)",

  // Section 3, comparison rule; section 10, rows 1 to 7 and 20.
  `create macro equals(a, b) as coalesce(case
     when a.k = 't' and b.k = 't' then a.t = b.t
     when a.k = 'b' and b.t = case when a.n = 1 then 'true' else 'false' end then true
     when b.k = 'b' and a.t = case when b.n = 1 then 'true' else 'false' end then true
     else a.n = b.n end, false)`,
  `create macro is_less(a, b) as coalesce(case
     when a.n is not null and b.n is not null then a.n < b.n
     when a.k = 't' and b.k = 't' then a.t < b.t end, false)`,
  // Not the complement of the above: two values may have no order.
  `create macro is_at_most(a, b) as coalesce(case
     when a.n is not null and b.n is not null then a.n <= b.n
     when a.k = 't' and b.k = 't' then a.t <= b.t end, false)`,

  // Section 8.1: missing, text, number; numbers by value, then text; texts by runs of digits and others.
  `create macro runs_of(s) as list_transform(
     regexp_extract_all(s, '[0-9]+|[^0-9]+'),
     lambda run: case when run[1] between '0' and '9' then '0' || lpad(length(run)::varchar, 9, '0') || run else run end)`,
  `create macro sort_key(v) as {
     rank: case when v is null then 0 when v.n is null then 1 else 2 end,
     number: coalesce(v.n, 0),
     runs: case when v is not null and v.n is null then runs_of(v.t) else [] end,
     text: coalesce(v.t, '')
   }`,
];

/** A text as a literal of SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
