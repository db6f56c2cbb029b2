/** What the signed-in member's role allows, so that a page can say so before the server refuses. @module */
import { useSession } from './context.tsx'

/** Roles that have a scope, as the server gives them: the server decides, and pages only explain. */
export const ROLES = {
  'update:connections': ['owner', 'admin', 'editor'],
  'create:connections': ['owner', 'admin'],
  'delete:connections': ['owner', 'admin'],
  'create:clients': ['owner', 'admin'],
  'update:clients': ['owner', 'admin'],
  'delete:clients': ['owner', 'admin'],
  'update:client_keys': ['owner', 'admin'],
  'read:client_grants': ['owner', 'admin', 'viewer'],
  'update:client_grants': ['owner', 'admin'],
} as const satisfies { [scope: string]: readonly string[] }

/** @returns why the member may not, in words for a tooltip; undefined when they may */
export function useRefusal(scope: keyof typeof ROLES): string | undefined {
  const { member } = useSession()
  const roles: readonly string[] = ROLES[scope]
  if (roles.includes(member.role)) return undefined
  return `Your role is ${member.role}. This needs the role ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(roles)}.`
}
