/** URLs of the log page, whose filters are in its query. @module */

/** @param filter names and values, as the log page reads them */
export function logsHref(tenant: string, filter: { readonly [name: string]: string }): string {
  return `/t/${encodeURIComponent(tenant)}/logs?${new URLSearchParams(filter)}`
}

export function runHref(tenant: string, run_id: string): string {
  return `/t/${encodeURIComponent(tenant)}/runs/${encodeURIComponent(run_id)}`
}
