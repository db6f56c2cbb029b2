/** Names of applications beside sessions and refresh tokens. @module */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { applicationsQuery } from '../../api/application-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { paths } from '../../routes.ts'
import { Foreign } from '../../ui/foreign.tsx'

/** The name of an application, or its ID for members who cannot read applications. */
export function ApplicationLink({ tenant, client_id }: { tenant: string; client_id: string }) {
  const name = useApplicationName()(client_id)
  if (name === undefined) return <code>{client_id}</code>
  return (
    <Link href={paths.application(tenant, client_id)}>
      <Foreign text={name} />
    </Link>
  )
}

/** @returns a function that names an application; undefined while it is unknown */
export function useApplicationName(): (client_id: string) => string | undefined {
  const refusal = useRefusal('read:clients')
  const applications = useQuery({ ...applicationsQuery(useApi()), enabled: refusal === undefined })
  return (client_id) => applications.data?.find((one) => one.client_id === client_id)?.name
}
