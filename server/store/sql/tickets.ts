/** SQL about tickets, mail templates and jobs. @module */

export const TICKET_SQL = {
  insert: `insert into tickets (tenant_id, ticket_sha256, purpose, connection_id, person, user_id, identifier, email,
      details, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning ticket_sha256`,
  find: `select purpose, connection_id, user_id, identifier, email, details, created_at, expires_at, ended
    from tickets where tenant_id = $1 and ticket_sha256 = $2 and purpose = $3`,
  use: `update tickets set ended = 'used'
    where tenant_id = $1 and ticket_sha256 = $2 and purpose = $3 and ended is null and expires_at > $4
    returning connection_id, person`,
  reopen: `update tickets set ended = null
    where tenant_id = $1 and ticket_sha256 = $2 and purpose = $3 and ended = 'used' and not exists (
      select 1 from tickets newer where newer.tenant_id = tickets.tenant_id
        and newer.connection_id = tickets.connection_id and newer.person = tickets.person
        and newer.purpose = tickets.purpose and newer.ended is null)`,
  // A person has at most one open ticket for each purpose, and the previous one, whose page can explain why it is void.
  forgetOlder: `delete from tickets
    where tenant_id = $1 and connection_id = $2 and person = $3 and purpose = $4 and ended is not null`,
  voidOlder: `update tickets set ended = 'voided'
    where tenant_id = $1 and connection_id = $2 and person = $3 and purpose = $4 and ended is null`,
  voidOfUser: `update tickets set ended = 'voided' where tenant_id = $1 and user_id = $2 and ended is null`,
  voidOfPerson: `update tickets set ended = 'voided'
    where tenant_id = $1 and connection_id = $2 and person = $3 and ended is null`,
  naming: `select ticket_sha256, details from tickets where tenant_id = $1 and details like $2`,
  setDetails: 'update tickets set details = $3 where tenant_id = $1 and ticket_sha256 = $2',
  // Each new ticket deletes a few old ones, so the table needs no clean-up job.
  forgetExpired: `delete from tickets where tenant_id = $1 and ticket_sha256 in (
      select ticket_sha256 from tickets where tenant_id = $1 and expires_at <= $2 limit 20)`,
} as const

export const EMAIL_TEMPLATE_SQL = {
  find: 'select template from email_templates where tenant_id = $1 and name = $2',
  save: `insert into email_templates (tenant_id, name, template, updated_at) values ($1, $2, $3, $4)
    on conflict (tenant_id, name) do update set template = excluded.template, updated_at = excluded.updated_at`,
} as const

export const JOB_SQL = {
  insert: `insert into jobs (tenant_id, job_id, type, status, details, created_at) values ($1, $2, $3, $4, $5, $6)`,
  find: 'select job_id, type, status, details, created_at from jobs where tenant_id = $1 and job_id = $2',
  end: 'update jobs set status = $3 where tenant_id = $1 and job_id = $2',
  forgetOld: `delete from jobs where tenant_id = $1 and job_id in (
      select job_id from jobs where tenant_id = $1 and created_at <= $2 limit 20)`,
} as const
