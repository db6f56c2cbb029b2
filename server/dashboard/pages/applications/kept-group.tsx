/** Settings of an application that Ferry stores and does not obey. @module */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { Part } from '../../shell/part.tsx'
import { KeyValue } from '../../ui/data.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { applicationText } from './text.ts'

/** Lists them with the server's reasons; nothing when there are none. */
export function KeptGroup({ id }: { id: string }) {
  const { kept: says } = applicationText
  const client = useApi()
  const kept = useQuery({
    queryKey: ['application', id, 'kept'],
    queryFn: ({ signal }) =>
      client.call('GET /api/v2/clients/{id}/kept-settings', { params: { id }, signal }),
  })
  if (kept.data?.settings.length === 0) return null
  return (
    <Group title={says.title} detail={says.detail}>
      <Part query={kept}>
        {({ settings }) => <KeyValue entries={settings.map(({ name, why }) => [name, why] as const)} />}
      </Part>
    </Group>
  )
}
