/** The password policy beside a password field. @module */

import { passwordRules } from './connection-rules.ts'
import type { ChoosableConnection } from './queries.ts'
import { usersText } from './text.ts'

/** Renders nothing when any password is allowed. */
export function PasswordRules({ connection }: { connection: ChoosableConnection | undefined }) {
  const rules = passwordRules(connection?.options)
  if (connection === undefined || rules.length === 0) return null
  return (
    <div className="small muted">
      <p>{usersText.rules.title}</p>
      <ul className="plain-list">
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </div>
  )
}
