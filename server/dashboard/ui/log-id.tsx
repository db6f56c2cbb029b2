/** The link of a log ID. @module */
import { Link, useLocation } from 'wouter'
import { pathOfLogId } from '../log-ids.ts'
import { decoded } from '../routes.ts'
import { TEXT } from '../text.ts'
import { Button } from './button.tsx'
import { useCopy } from './use-copy.ts'

/** A log ID as a link, and a button that copies it. Every log ID that a page shows is shown by this. */
export function LogId({ id }: { id: string }) {
  const [path] = useLocation()
  const { copied, copy } = useCopy(id)
  // On pages before the sign-in there is no log to open.
  const tenant = /^\/t\/([^/]+)/.exec(path)?.[1]
  return (
    <span className="copy-text">
      <code>
        {tenant === undefined ? (
          id
        ) : (
          <Link href={pathOfLogId(decoded(tenant), id)} title={TEXT.actions.openLogId}>
            {id}
          </Link>
        )}
      </code>
      <Button
        variant="quiet"
        icon={copied ? 'check' : 'copy'}
        aria-label={copied ? TEXT.actions.copied : TEXT.actions.copyLogId}
        onClick={copy}
      />
    </span>
  )
}
