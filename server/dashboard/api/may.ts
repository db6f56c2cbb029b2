/** What the signed-in member's role allows, so that a page can say so before the server refuses. @module */
import { useSession } from './context.tsx'
import { ROLES } from './roles.ts'

/** @returns why the member may not, in words for a tooltip; undefined when they may */
export function useRefusal(scope: keyof typeof ROLES): string | undefined {
  const { member } = useSession()
  const roles: readonly string[] = ROLES[scope]
  if (roles.includes(member.role)) return undefined
  return `Your role is ${member.role}. This needs the role ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(roles)}.`
}
