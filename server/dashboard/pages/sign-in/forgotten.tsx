/** Help for a forgotten password. Members get no email. @module */
import { CopyText } from '../../ui/data.tsx'
import { signInText } from './text.ts'

/** @param props.email the address typed so far, for the command */
export function Forgotten({ email }: { email: string }) {
  const { forgot: says } = signInText
  // The command is pasted into a shell: only characters of an email address go into it.
  const isPlain = /^[\w.+-]+@[\w.-]+$/.test(email)
  return (
    <details className="door-more">
      <summary>{says.open}</summary>
      <div className="stack small">
        <p>{says.intro}</p>
        <CopyText text={says.command(isPlain ? email : says.you)} label={says.copy} />
        <p>{says.after}</p>
        <p className="muted">{says.others}</p>
      </div>
    </details>
  )
}
