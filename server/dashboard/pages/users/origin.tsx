/** How a user was created in Ferry, in a few words. @module */
import { RelativeTime } from '../../ui/relative-time.tsx'
import type { User } from './queries.ts'
import { usersText } from './text.ts'

/** For lists: how and when the user was imported, or how else the user was created. */
export function Origin({ user }: { user: Partial<User> }) {
  const { migrated_at, migrated_by, made_by } = user
  if (migrated_at !== undefined && migrated_by !== undefined) {
    return (
      <>
        {usersText.origins[migrated_by]} · <RelativeTime at={migrated_at} />
      </>
    )
  }
  return <span className="muted">{usersText.notImported[made_by ?? 'unknown']}</span>
}
