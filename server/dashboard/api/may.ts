/** What the signed-in member's role allows, so that a page can explain a refusal before the server refuses. @module */
import { useSession } from './context.tsx'
import { ROLES } from './roles.ts'

/** @returns why the role of the member does not allow it, as a tooltip; undefined when it does */
export function useRefusal(scope: keyof typeof ROLES): string | undefined {
  const { member } = useSession()
  const roles: readonly string[] = ROLES[scope]
  if (roles.includes(member.role)) return undefined
  return `Your role is ${member.role}. This needs the role ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(roles)}.`
}
