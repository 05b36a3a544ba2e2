/** The five queries of the logging architecture, word for word. */
export const CANONICAL_QUERIES = {
  "errors-by-endpoint": `
fields @timestamp, metadata.path, metadata.status_code
| filter level = "ERROR"
| stats count() as error_count by metadata.path
| sort error_count desc`,
  slow: `
fields @timestamp, metadata.path, metadata.duration_ms, context.user_id
| filter metadata.duration_ms > 1000
| sort metadata.duration_ms desc
| limit 50`,
  "failed-logins": `
fields @timestamp, context.user_id, metadata.ip_address
| filter message like /failed.*login/i
| stats count() as failure_count by context.user_id, metadata.ip_address
| filter failure_count > 3
| sort failure_count desc`,
  "org-volume": `
fields @timestamp
| filter context.organization_id != null
| stats count() as request_count by context.organization_id
| sort request_count desc`,
  "db-performance": `
fields @timestamp, metadata.query_type, metadata.table, metadata.duration_ms
| filter message like /database query/
| stats avg(metadata.duration_ms) as avg_duration,
        max(metadata.duration_ms) as max_duration,
        count() as query_count
  by metadata.table
| sort avg_duration desc`,
} as const;
