/** Reads one API, and saves its members one by one. @module */
import { queryOptions } from '@tanstack/react-query'
import type { Api } from '../../api/apis.ts'
import type { ApiClient } from '../../api/client.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import type { MemberSaves } from '../../shell/member-saves.ts'
import { useMemberSaves } from '../../shell/member-saves.ts'
import { apiText } from './text.ts'

type ApiChange = Operations['PATCH /api/v2/resource-servers/{id}']['body']

/** Members that the page changes, by their names in the API. */
export type Change = Pick<
  ApiChange,
  | 'name'
  | 'scopes'
  | 'token_lifetime'
  | 'token_lifetime_for_web'
  | 'allow_offline_access'
  | 'token_dialect'
  | 'enforce_policies'
  | 'skip_consent_for_verifiable_first_party_clients'
>

/** Query key of one API. */
export const apiKey = (id: string): readonly unknown[] => ['api', id]

/** One API. */
export function apiQuery(client: ApiClient, id: string) {
  return queryOptions({
    queryKey: apiKey(id),
    queryFn: ({ signal }): Promise<Api> =>
      client.call('GET /api/v2/resource-servers/{id}', { params: { id }, signal }),
  })
}

/** What the groups of the page need in order to change the API. */
export type Editing = MemberSaves<Api, Change>

/** @param read the API as the page last read it */
export function useEditing(id: string, read: Api): Editing {
  const client = useApi()
  const params = { id }
  return useMemberSaves<Api, Change>({
    key: apiKey(id),
    read,
    load: () => client.call('GET /api/v2/resource-servers/{id}', { params }),
    patch: (body) => client.call('PATCH /api/v2/resource-servers/{id}', { params, body }),
    refusal: useRefusal('update:resource_servers'),
    saved: apiText.saved,
    changed: ['apis'],
  })
}
