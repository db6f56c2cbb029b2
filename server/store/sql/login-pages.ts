/** SQL about sign-in pages that tenants wrote themselves. @module */

export const LOGIN_PAGE_SQL = {
  find: 'select html, is_on from login_pages where tenant_id = $1',
  save: `insert into login_pages (tenant_id, html, is_on, updated_at)
    values ($1, coalesce($2, ''), coalesce($3, 1), $4)
    on conflict (tenant_id) do update set html = coalesce($2, login_pages.html),
      is_on = coalesce($3, login_pages.is_on), updated_at = excluded.updated_at
    returning html, is_on`,
} as const
