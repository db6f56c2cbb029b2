/** Links to the documentation, which is on the operator's own host. @module */
import type { ReactNode } from 'react'
import { useSession } from '../api/context.tsx'
import type { HelpTopic } from '../help.ts'
import { EXPLAINED_CODES, HELP } from '../help.ts'
import { TEXT } from '../text.ts'

/** A link of its own tab: what is being written here stays. */
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

/** After a test run: what to do about its ending. Nothing for codes that a script chose. */
export function EndingHelp({ code }: { code: string }) {
  const { docs_url } = useSession()
  if (!EXPLAINED_CODES.includes(code)) return null
  return (
    <a className="help-link" href={`${docs_url}errors#${code}`} target="_blank" rel="noopener">
      {TEXT.shell.whatToDo}
    </a>
  )
}
