/** The button that tries a real sign-in at an application. @module */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Application as Summary } from '../../api/application-summaries.ts'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { trySignInText } from '../try-sign-in/text.ts'
import { TryDialog } from '../try-sign-in/try-dialog.tsx'
import { useTargetApis } from './apis.ts'
import type { Application } from './use-application.ts'
import { useApplicationRefusal } from './use-application.ts'

/** Explains what is missing while the application cannot sign anybody in. */
export function TryButton({
  id,
  application,
  summary,
}: {
  id: string
  application: Application
  summary: Summary
}) {
  const { start: says } = trySignInText
  const client = useApi()
  const connections = useQuery(summariesQuery(client))
  const apis = useTargetApis()
  const refusal = useApplicationRefusal(summary, 'update:clients')
  const [asking, setAsking] = useState(false)
  const names = (connections.data ?? [])
    .filter(({ ferry }) => ferry.client_ids.includes(id))
    .map(({ name }) => name)
  const lacks =
    application.app_type === 'non_interactive'
      ? says.noPeople
      : !application.grant_types?.includes('authorization_code')
        ? says.noGrant
        : names.length === 0
          ? says.noConnection
          : undefined
  const own = (apis.data ?? [])
    .filter(({ is_system }) => !is_system)
    .map(({ identifier = '', name = identifier }) => ({ identifier, name }))
  return (
    <>
      <Button
        icon="play"
        writes
        busy={connections.isLoading || apis.isLoading}
        blocked={refusal ?? lacks}
        onClick={() => setAsking(true)}
      >
        {says.open}
      </Button>
      {asking && (
        <TryDialog
          client_id={id}
          name={application.name ?? id}
          connections={names}
          apis={own}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
