/** Texts of the page of email. @module */

/** Grouped by the part of the page that shows them. */
export const emailText = {
  readRefused: 'You cannot view where emails go.',
  title: 'Sender',
  detail: 'The operator of this server sets the email server. All emails of this tenant have this sender.',
  name: 'Name',
  address: 'Address',
  toSettings: 'Change the name',
  outbox: 'Emails do not leave this server',
  outboxDetail:
    'Each email becomes a file in the folder outbox of the server. The operator sets FERRY_SMTP_URL and FERRY_MAIL_FROM to send emails to people.',
  test: {
    title: 'Test email',
    detail: (address: string) =>
      `Goes to ${address}. The log of the tenant says when the email server refuses it.`,
    submit: 'Send test email',
    sent: (address: string) => `A test email goes to ${address}`,
  },
} as const
