import type { Migration } from './migration.ts'

/**
 * Links by which a person sets the password of a member: an invitation, or a new password of `member_id`. made_by: the member or
 * client whose powers the link hands on.
 */
export const memberLinks: Migration = {
  version: 45,
  name: 'member links',
  statements: [
    `create table member_links (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      link_id text not null,
      member_id text,
      email text not null,
      email_key text not null,
      name text,
      role text not null,
      made_by text not null,
      token_sha256 text not null,
      created_at bigint not null,
      sent_at bigint not null,
      expires_at bigint not null,
      primary key (tenant_id, link_id),
      foreign key (tenant_id, member_id) references members (tenant_id, member_id) on delete cascade
    )`,
    `create unique index member_links_by_email on member_links (tenant_id, email_key)`,
    `create unique index member_links_by_token on member_links (tenant_id, token_sha256)`,
    `create index member_links_by_member on member_links (tenant_id, member_id)`,
    `create index member_links_by_maker on member_links (tenant_id, made_by)`,
  ],
}
