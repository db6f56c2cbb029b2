import { Problem } from '../../shell/part.tsx'
import type { Change, Saves } from './use-tenant-settings.ts'

/** Explains, below a setting, why it could not be saved. */
export function MemberProblem({ saves, member }: { saves: Saves; member: keyof Change }) {
  const error = saves.problemOf(member)
  return error && <Problem error={error} />
}
