/** A double of an SMTP server: speaks enough of RFC 5321 to take mails, and refuses or hangs up when told to. @module */
import type { Socket } from 'node:net'
import { openPeer } from './tcp-peer.ts'

/** How the next mail ends; then `take` again. */
type NextMail = 'take' | 'refuse_for_good' | 'refuse_for_now' | 'hang_up'

/** A server that is none. */
export interface SmtpDouble {
  url: string
  /** Envelope and raw text of what was taken. */
  taken: { from: string; to: string[]; data: string }[]
  /** Credentials of AUTH PLAIN, as sent. */
  logins: string[]
  next(...endings: NextMail[]): void
  close(): Promise<void>
}

/** Opens one without TLS, on a free port. */
export async function openSmtpDouble(): Promise<SmtpDouble> {
  const taken: SmtpDouble['taken'] = []
  const logins: string[] = []
  const endings: NextMail[] = []

  function serve(socket: Socket): void {
    const say = (line: string): unknown => socket.write(`${line}\r\n`)
    let mail = { from: '', to: [] as string[] }
    let data: string[] | undefined
    let heard = ''
    function line(text: string): void {
      if (data) {
        if (text !== '.') {
          data.push(text)
          return
        }
        const ending = endings.shift() ?? 'take'
        if (ending === 'hang_up') socket.destroy()
        else if (ending === 'refuse_for_good') say('554 5.7.1 no')
        else if (ending === 'refuse_for_now') say('451 4.3.0 later')
        else {
          taken.push({ ...mail, data: data.join('\n') })
          say('250 2.0.0 taken')
        }
        data = undefined
        mail = { from: '', to: [] }
        return
      }
      const address = /<([^>]*)>/.exec(text)?.[1] ?? ''
      if (/^EHLO/i.test(text)) socket.write('250-double\r\n250-AUTH PLAIN\r\n250 SMTPUTF8\r\n')
      else if (/^AUTH PLAIN /i.test(text)) {
        logins.push(Buffer.from(text.slice(11), 'base64').toString())
        say('235 2.7.0 welcome')
      } else if (/^MAIL FROM/i.test(text)) {
        mail.from = address
        say('250 2.1.0 ok')
      } else if (/^RCPT TO/i.test(text)) {
        mail.to.push(address)
        say('250 2.1.5 ok')
      } else if (/^DATA/i.test(text)) {
        data = []
        say('354 go on')
      } else if (/^QUIT/i.test(text)) socket.end('221 bye\r\n')
      else say('250 ok')
    }
    say('220 double ESMTP')
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
      const lines = heard.split('\r\n')
      heard = lines.pop() ?? ''
      for (const one of lines) line(one)
    })
  }

  const peer = await openPeer(serve)
  return {
    url: `smtp://mailer:sesame@127.0.0.1:${peer.port}`,
    taken,
    logins,
    next: (...more) => {
      endings.push(...more)
    },
    close: () => peer.close(),
  }
}
