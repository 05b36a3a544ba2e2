import { CANONICAL_QUERIES } from "./canonical-queries.ts";

/** A query, and the same question put to DuckDB by hand. */
export interface EverydayQuery {
  readonly title: string;
  readonly query: string;
  readonly sql: string;
}

/**
 * Every order is made total: where the query leaves ties, the SQL spells out what decides them,
 * group keys ascending after `stats`, else the order of the input (sections 8.1 and 8.2 of the
 * language specification).
 */
export const EVERYDAY_QUERIES: readonly EverydayQuery[] = [
  {
    title: "errors by endpoint",
    query: CANONICAL_QUERIES["errors-by-endpoint"],
    sql: `
      select "metadata.path", count(*) as error_count from events where level = 'ERROR'
      group by "metadata.path" order by error_count desc, sort_key("metadata.path")`,
  },
  {
    title: "slow requests",
    query: CANONICAL_QUERIES.slow,
    sql: `
      select "@timestamp", "metadata.path", "metadata.duration_ms", "context.user_id" from events
      where "metadata.duration_ms" > 1000 order by "metadata.duration_ms" desc, line limit 50`,
  },
  {
    title: "failed logins by user",
    query: CANONICAL_QUERIES["failed-logins"],
    sql: `
      select "context.user_id", "metadata.ip_address", count(*) as failure_count from events
      where regexp_matches(message, 'failed.*login', 'i') group by "context.user_id", "metadata.ip_address" having failure_count > 3
      order by failure_count desc, sort_key("context.user_id"), sort_key("metadata.ip_address")`,
  },
  {
    title: "request volume by organization",
    query: CANONICAL_QUERIES["org-volume"],
    sql: `
      select "context.organization_id", count(*) as request_count from events
      where "context.organization_id" is not null
      group by "context.organization_id" order by request_count desc, sort_key("context.organization_id")`,
  },
  {
    title: "database performance by table",
    query: CANONICAL_QUERIES["db-performance"],
    sql: `
      select "metadata.table", avg("metadata.duration_ms") as avg_duration,
        max("metadata.duration_ms") as max_duration, count(*) as query_count
      from events where contains(message, 'database query')
      group by "metadata.table" order by avg_duration desc, sort_key("metadata.table")`,
  },
  {
    title: "percentiles by endpoint, by nearest rank",
    query: `
      filter ispresent(metadata.path)
      | stats count(metadata.duration_ms) as n, pct(metadata.duration_ms, 0) as p0, pct(metadata.duration_ms, 7) as p7,
          pct(metadata.duration_ms, 50) as p50, pct(metadata.duration_ms, 95) as p95,
          pct(metadata.duration_ms, 99.9) as p999, pct(metadata.duration_ms, 100) as p100
        by metadata.path, metadata.method`,
    sql: `
      select "metadata.path", "metadata.method", count("metadata.duration_ms") as n,
        quantile_disc("metadata.duration_ms", 0.0) as p0, quantile_disc("metadata.duration_ms", 0.07) as p7,
        quantile_disc("metadata.duration_ms", 0.5) as p50, quantile_disc("metadata.duration_ms", 0.95) as p95,
        quantile_disc("metadata.duration_ms", 0.999) as p999, quantile_disc("metadata.duration_ms", 1.0) as p100
      from events where "metadata.path" is not null
      group by "metadata.path", "metadata.method" order by sort_key("metadata.path"), sort_key("metadata.method")`,
  },
  {
    title: "events in bins of five minutes by level",
    query: "filter ispresent(level) | stats count(*) as n by bin(5m), level | sort `bin(5m)`, n desc",
    sql: `
      select "@timestamp" // 300000 * 300000 as "bin(5m)", level, count(*) as n from events where level is not null
      group by "bin(5m)", level order by "bin(5m)", n desc, sort_key(level)`,
  },
  {
    title: "errors and response sizes in bins of ten seconds",
    query: `
      filter ispresent(level)
      | stats sum(level = "ERROR" or level = "CRITICAL") as errors, avg(metadata.response_size_bytes) as size by bin(10s) as t
      | sort t desc`,
    sql: `
      select "@timestamp" // 10000 * 10000 as t, count(*) filter (level in ('ERROR', 'CRITICAL')) as errors,
        avg("metadata.response_size_bytes") as size
      from events where level is not null group by t order by t desc`,
  },
  {
    title: "distinct users and addresses by organization",
    query: `
      stats countDistinct(context.user_id) as users, count_distinct(metadata.ip_address) as addresses, count(*) as n
        by context.organization_id
      | sort users desc, context.organization_id`,
    sql: `
      select "context.organization_id", count(distinct "context.user_id") as users,
        count(distinct "metadata.ip_address") as addresses, count(*) as n
      from events group by "context.organization_id" order by users desc, sort_key("context.organization_id")`,
  },
  {
    title: "sums, means, extremes and spread by service",
    query: `
      stats count(*), count(metadata.duration_ms) as timed, sum(metadata.duration_ms) as total,
          avg(metadata.duration_ms) as mean, min(metadata.duration_ms) as fastest, max(metadata.duration_ms) as slowest,
          stddev(metadata.duration_ms) as spread, variance(metadata.response_size_bytes) as size_variance,
          min(message) as first_text, max(logger) as last_text
        by service`,
    sql: `
      select service, count(*) as "count(*)", count("metadata.duration_ms") as timed, sum("metadata.duration_ms") as total,
        avg("metadata.duration_ms") as mean, min("metadata.duration_ms") as fastest,
        max("metadata.duration_ms") as slowest, stddev_pop("metadata.duration_ms") as spread,
        var_pop("metadata.response_size_bytes") as size_variance, min(message) as first_text, max(logger) as last_text
      from events group by service order by sort_key(service)`,
  },
  {
    title: "one row for all events",
    query: `
      stats count(*) as events, count(level) as parsed, sum(metadata.request_size_bytes) / 1024 / 1024 as megabytes,
        max(metadata.duration_ms) - min(metadata.duration_ms) as range, ceil(avg(metadata.duration_ms)) as mean`,
    sql: `
      select count(*) as events, count(level) as parsed, sum("metadata.request_size_bytes") / 1024 / 1024 as megabytes,
        max("metadata.duration_ms") - min("metadata.duration_ms") as range, ceil(avg("metadata.duration_ms")) as mean
      from events`,
  },
  {
    title: "a regular expression over the raw line",
    query: String.raw`
      filter @message like /"status_code": [45]\d\d\b/ | stats count(*) as n by metadata.status_code | sort n desc`,
    sql: String.raw`
      select "metadata.status_code", count(*) as n from events
      where regexp_matches("@message", '"status_code": [45]\d\d\b')
      group by "metadata.status_code" order by n desc, "metadata.status_code"`,
  },
  {
    title: "regular expressions with flags, anchors and alternatives",
    query: String.raw`
      filter (@message like /(?i)TIMEOUT|retrying"/ and message not like /^S3/) or logger =~ /(^|\.)session$/
      | stats count(*) as n by logger, message
      | sort n desc
      | limit 25`,
    sql: String.raw`
      select logger, message, count(*) as n from events
      where (regexp_matches("@message", '(?i)TIMEOUT|retrying"') and not coalesce(regexp_matches(message, '^S3'), false))
        or regexp_matches(logger, '(^|\.)session$')
      group by logger, message order by n desc, sort_key(logger), sort_key(message) limit 25`,
  },
  {
    title: "lines that are not JSON",
    query: "filter not ispresent(level) | stats count(*) as n by @message | sort n desc, @message | limit 20",
    sql: `
      select "@message", count(*) as n from events where level is null
      group by "@message" order by n desc, sort_key("@message") limit 20`,
  },
  {
    title: "the newest event of each user and level, events without a user kept",
    query: `
      fields @timestamp, context.request_id, context.user_id
      | filter level in ["ERROR", "WARNING"]
      | sort @timestamp desc, context.request_id
      | dedup context.user_id, level
      | limit 300`,
    sql: `
      select "@timestamp", "context.request_id", "context.user_id" from events where level in ('ERROR', 'WARNING')
      qualify "context.user_id" is null or row_number() over (
        partition by "context.user_id", level order by "@timestamp" desc, sort_key("context.request_id"), line) = 1
      order by "@timestamp" desc, sort_key("context.request_id"), line limit 300`,
  },
  {
    title: "the first event of each method and service in an order with many ties",
    query: `
      fields metadata.status_code, metadata.method, service, context.request_id
      | filter ispresent(metadata.method) or level = "DEBUG"
      | sort metadata.status_code desc
      | dedup metadata.method, service
      | limit 50`,
    sql: `
      select "metadata.status_code", "metadata.method", service, "context.request_id" from events
      where "metadata.method" is not null or level = 'DEBUG'
      qualify "metadata.method" is null or row_number() over (
        partition by "metadata.method", service order by "metadata.status_code" desc nulls last, line) = 1
      order by "metadata.status_code" desc nulls last, line limit 50`,
  },
  {
    title: "texts equal by their characters and ordered as numbers where both read as numbers",
    query: `
      filter substr(context.request_id, 4, 1) in ["03", "3.0", "7"]
        or substr(context.organization_id, 4) < "5e4" and context.user_id > "usr_f"
      | stats count(*) as n by substr(context.request_id, 4, 1) as digit
      | sort n desc`,
    sql: `
      select substring("context.request_id", 5, 1) as digit, count(*) as n from events
      where digit = '7' or (substring("context.organization_id", 5)::integer < 50000 and "context.user_id" > 'usr_f')
      group by digit order by n desc, digit ~ '[0-9]', digit`,
  },
  {
    title: "the newest events first where no order is asked for",
    query: 'filter level = "CRITICAL" or metadata.status_code = 503',
    sql: `
      select "@timestamp", "@message" from events where level = 'CRITICAL' or "metadata.status_code" = 503
      order by "@timestamp" desc, line`,
  },
  {
    title: "a sort by several keys with a limit",
    query: `
      fields metadata.status_code, metadata.duration_ms, context.request_id, metadata.method
      | sort metadata.status_code desc, metadata.duration_ms, context.request_id desc
      | limit 500`,
    sql: `
      select "metadata.status_code", "metadata.duration_ms", "context.request_id", "metadata.method" from events
      order by "metadata.status_code" desc nulls last, "metadata.duration_ms" nulls first,
        sort_key("context.request_id") desc, line limit 500`,
  },
  {
    title: "arithmetic in filters and columns",
    query: `
      filter (metadata.response_size_bytes - metadata.request_size_bytes) / (metadata.duration_ms + 1) > 1000
        and metadata.status_code % 100 != 0 and -metadata.duration_ms < 0
      | fields metadata.duration_ms / 1000 as seconds, metadata.duration_ms ^ 2 as square,
          metadata.status_code * 2 + 1, context.request_id
      | sort seconds, context.request_id`,
    sql: `
      select "metadata.duration_ms" / 1000 as seconds, "metadata.duration_ms" ^ 2 as square,
        "metadata.status_code" * 2 + 1 as "metadata.status_code * 2 + 1", "context.request_id"
      from events
      where ("metadata.response_size_bytes" - "metadata.request_size_bytes") / ("metadata.duration_ms" + 1) > 1000
        and ("metadata.status_code" % 100 <> 0) and -"metadata.duration_ms" < 0
      order by seconds, sort_key("context.request_id"), line`,
  },
  {
    title: "numeric functions",
    query: `
      filter ispresent(metadata.duration_ms)
      | stats sum(round(sqrt(metadata.duration_ms))) as roots, max(log(metadata.duration_ms + 1)) as largest,
          sum(floor(metadata.duration_ms / 7)) as sevenths, min(greatest(metadata.duration_ms, 40)) as at_least,
          sum(abs(100 - metadata.duration_ms)) as distance
        by if(metadata.duration_ms >= 1000, "slow", "fast") as speed`,
    sql: `
      select case when "metadata.duration_ms" >= 1000 then 'slow' else 'fast' end as speed,
        sum(round(sqrt("metadata.duration_ms"))) as roots, max(ln("metadata.duration_ms" + 1)) as largest,
        sum(floor("metadata.duration_ms" / 7)) as sevenths, min(greatest("metadata.duration_ms", 40)) as at_least,
        sum(abs(100 - "metadata.duration_ms")) as distance
      from events where "metadata.duration_ms" is not null group by speed order by speed`,
  },
  {
    title: "text functions in filters",
    query: `
      filter strlen(message) > 20 and tolower(logger) like "repo" or endsWith(metadata.path, "{task_id}") = 1
        and substr(metadata.user_agent, 0, 8) = "Mozilla/" and not strcontains(metadata.user_agent, "windows", true)
      | stats count(*) as n, max(strlen(message)) as longest
          by concat(toupper(service), ":", metadata.method) as origin, replace(metadata.path, "/api/v1/", "") as route`,
    sql: `
      select upper(coalesce(service, '')) || ':' || coalesce("metadata.method", '') as origin,
        replace("metadata.path", '/api/v1/', '') as route, count(*) as n, max(length(message)) as longest
      from events
      where (length(message) > 20 and contains(lower(logger), 'repo'))
        or (ends_with("metadata.path", '{task_id}') and substring("metadata.user_agent", 1, 8) = 'Mozilla/'
          and not contains(lower("metadata.user_agent"), 'windows'))
      group by origin, route order by sort_key(origin), sort_key(route)`,
  },
  {
    title: "text parsed by a regular expression",
    query: String.raw`
      parse metadata.path /^\/api\/v(?<version>\d+)\/(?<resource>[^\/]+)/
      | filter ispresent(resource)
      | stats count(*) as n, avg(version) as v by resource
      | sort n desc`,
    sql: String.raw`
      select nullif(regexp_extract("metadata.path", '^/api/v(\d+)/([^/]+)', 2), '') as resource, count(*) as n,
        avg(regexp_extract("metadata.path", '^/api/v(\d+)/([^/]+)', 1)::double) as v
      from events where resource is not null group by resource order by n desc, sort_key(resource)`,
  },
  {
    title: "text parsed by a glob",
    query: `
      parse @message '"request_id": "req_*", "user_id": "usr_*"' as request, user
      | stats count(request) as with_user, count(*) as n, countDistinct(user) as users by level`,
    sql: `
      with parts as (
        select level, regexp_extract("@message", '"request_id": "req_([^"]*)", "user_id": "usr_([^"]*)"', 1) as request,
          regexp_extract("@message", '"request_id": "req_([^"]*)", "user_id": "usr_([^"]*)"', 2) as user
        from events
      )
      select level, count(nullif(request, '')) as with_user, count(*) as n, count(distinct nullif(user, '')) as users
      from parts group by level order by sort_key(level)`,
  },
  {
    title: "complements that hold for missing values",
    query: `
      filter metadata.status_code != 200 and service not in ["taskmanager-worker", 7] and message not like "use case"
        and not (metadata.duration_ms > 500)
      | stats count(*) as n by level, coalesce(metadata.status_code, 0) as status`,
    sql: `
      select level, coalesce("metadata.status_code", 0) as status, count(*) as n from events
      where "metadata.status_code" is distinct from 200 and service is distinct from 'taskmanager-worker'
        and not coalesce(contains(message, 'use case'), false) and not coalesce("metadata.duration_ms" > 500, false)
      group by level, status order by sort_key(level), status`,
  },
  {
    title: "users by organization, counted in two steps",
    query: `
      filter ispresent(context.user_id)
      | stats count(*) as events, sum(level = "ERROR") as errors by context.organization_id, context.user_id
      | stats count(*) as users, max(events) as busiest, avg(events) as mean, sum(errors) as errors_of_all
          by context.organization_id
      | filter users > 1
      | sort busiest desc, context.organization_id desc
      | limit 40`,
    sql: `
      with users as (
        select "context.organization_id", "context.user_id", count(*) as events,
          count(*) filter (level = 'ERROR') as errors
        from events where "context.user_id" is not null
        group by "context.organization_id", "context.user_id"
      )
      select "context.organization_id", count(*) as users, max(events) as busiest, avg(events) as mean,
        sum(errors) as errors_of_all
      from users group by "context.organization_id" having users > 1
      order by busiest desc, sort_key("context.organization_id") desc limit 40`,
  },
  {
    title: "the first and last events of each logger",
    query: `
      filter ispresent(level)
      | stats earliest(@timestamp) as since, latest(@timestamp) as until, earliest(context.request_id) as first_request,
          latest(message) as last_message, sortsFirst(context.request_id) as low, sortsLast(context.request_id) as high
        by logger`,
    sql: `
      select logger, min("@timestamp") as since, max("@timestamp") as until,
        first("context.request_id" order by "@timestamp", line) as first_request,
        last(message order by "@timestamp", line) as last_message,
        first("context.request_id" order by sort_key("context.request_id")) as low,
        last("context.request_id" order by sort_key("context.request_id")) as high
      from events where level is not null group by logger order by sort_key(logger)`,
  },
  {
    title: "distinct values in the order in which they came",
    query: "stats values(metadata.method) as methods, values(metadata.status_code) as codes by metadata.path",
    sql: `
      with firsts as (
        select "metadata.path", "metadata.method", "metadata.status_code",
          row_number() over (partition by "metadata.path", "metadata.method" order by line) = 1 as is_new_method,
          row_number() over (partition by "metadata.path", "metadata.status_code" order by line) = 1 as is_new_code,
          line
        from events
      )
      select "metadata.path", string_agg("metadata.method", ',' order by line) filter (is_new_method) as methods,
        string_agg("metadata.status_code"::varchar, ',' order by line) filter (is_new_code) as codes
      from firsts group by "metadata.path" order by sort_key("metadata.path")`,
  },
  {
    title: "moments rounded and compared",
    query: `
      filter toMillis(@timestamp) % 1000 < 20
      | stats count(*) as n, max(toMillis(dateceil(@timestamp, 1m))) as last_minute by datefloor(@timestamp, 2m) as t
      | sort t`,
    sql: `
      select "@timestamp" // 120000 * 120000 as t, count(*) as n,
        max(("@timestamp" + 59999) // 60000 * 60000) as last_minute
      from events where "@timestamp" % 1000 < 20 group by t order by t`,
  },
];
