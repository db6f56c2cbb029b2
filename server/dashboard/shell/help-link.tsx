/** Links to the documentation, which is on the operator's own host. @module */
import type { ReactNode } from 'react'
import { useSession } from '../api/context.tsx'
import type { HelpTopic } from '../help.ts'
import { EXPLAINED_CODES, HELP } from '../help.ts'
import { TEXT } from '../text.ts'

/** A link that opens a new tab, so that what the person is writing stays. */
export function HelpLink({
  topic,
  className = 'help-link',
  children = TEXT.shell.help,
}: {
  topic: HelpTopic
  className?: string
  children?: ReactNode
}) {
  const { docs_url } = useSession()
  return (
    <a className={className} href={docs_url + HELP[topic]} target="_blank" rel="noopener">
      {children}
    </a>
  )
}

/** A link that explains how a test run ended. Renders nothing for codes that a script chose. */
export function EndingHelp({ code }: { code: string }) {
  const { docs_url } = useSession()
  if (!EXPLAINED_CODES.includes(code)) return null
  return (
    <a className="help-link" href={`${docs_url}errors#${code}`} target="_blank" rel="noopener">
      {TEXT.shell.whatToDo}
    </a>
  )
}
