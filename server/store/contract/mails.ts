/** Mails that wait for their delivery. @module */

/** A mail, and what the tenant's log says if it is given up. */
export interface MailContent {
  letter: {
    to: string
    subject: string
    text: string
    html: string
    /** Display name of the sender. */
    from_name: string
  }
  about: {
    /** Name of the mail. */
    template: string
    /** Missing in emails to members of the dashboard. */
    connection?: { connection_id: string; name: string } | undefined
    user_id?: string | undefined
    /** Where the request came from that caused the mail. */
    origin: {
      ip: string | undefined
      user_agent: string | undefined
      hostname: string | undefined
      correlation_id: string | undefined
    }
  }
}

/** A mail that this server may deliver now, until its claim ends. */
export interface ClaimedMail extends MailContent {
  tenant_id: string
  mail_id: string
  claim_id: string
  /** This try included. */
  tries: number
}

/** The parts of a tenant's queue that have a limit: all of it, mails to one recipient, and mails that one address asked for. */
export type MailShare = 'tenant' | 'recipient' | 'address'

/** What one server takes from a queue. */
export interface ClaimWish {
  limit: number
  /** Most of one tenant, less those in `busy`. */
  of_tenant: number
  /** How many of which tenant this server is delivering. */
  busy: { readonly [tenant_id: string]: number }
  lease_ms: number
}

/** The content is sealed in the store: links in mails are secrets. */
export interface MailStore {
  /**
   * Puts a mail into the tenant's queue.
   *
   * @param of.recipient equal for equal mailboxes; only its fingerprint is stored
   * @param of.address of a caller without credentials
   * @returns the share that is full, or `taken`
   */
  addMail(
    tenant_id: string,
    content: MailContent,
    of: { recipient: string; address: string | undefined },
    most: { readonly [share in MailShare]: number },
  ): Promise<'taken' | MailShare>
  /**
   * Claims mails that are due, the longest waiting first: no other server gets them for `lease_ms`.
   *
   * @returns `next_at`: when a mail that was not claimed is due; undefined when none waits. `waiting`: mails of all tenants that
   *   were not claimed now
   */
  claimMails(wish: ClaimWish): Promise<{ mails: ClaimedMail[]; next_at: number | undefined; waiting: number }>
  /** Removes a mail that was delivered or given up, unless the claim has ended. */
  endMail(mail: Pick<ClaimedMail, 'tenant_id' | 'mail_id' | 'claim_id'>): Promise<void>
  /** Gives a mail back, to be tried again after that time, unless the claim has ended. */
  putOffMail(mail: Pick<ClaimedMail, 'tenant_id' | 'mail_id' | 'claim_id'>, after_ms: number): Promise<void>
}
