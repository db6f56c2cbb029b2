/** What a new connection needs next, until the first person is imported. @module */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { summariesQuery } from '../../api/connection-summaries.ts'
import { useApi } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import type { Connection } from '../../shell/connection-page.tsx'
import { modeOf } from '../../shell/connection-page.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { keyUses, optionalKeys } from './configuration/key-uses.ts'
import { configurationKeys, liveScripts } from './draft/saving.ts'
import { scriptsText } from './text.ts'

/** The next step of a connection with a live login script; undefined when nothing is left to do. */
type Step = { kind: 'values'; count: number } | { kind: 'try' } | { kind: 'application' }

/** @param imported how many people the connection has imported; undefined while that is not known */
function nextStep(connection: Connection, imported: number | undefined): Step | undefined {
  const mode = modeOf(connection.options)
  const { login, get_user = '' } = liveScripts(connection)
  if (mode === 'local' || !login?.trim() || imported === undefined || imported > 0) return undefined
  const texts = [
    { action: 'login' as const, text: login },
    { action: 'get_user' as const, text: get_user },
  ]
  const optional = optionalKeys(texts)
  const set = configurationKeys(connection)
  const missing = [...keyUses(texts).keys()].filter((key) => !set.includes(key) && !optional.has(key))
  if (missing.length > 0) return { kind: 'values', count: missing.length }
  if ((connection.enabled_clients ?? []).length === 0) return { kind: 'application' }
  return mode === 'importing' ? { kind: 'try' } : undefined
}

/** Shows the next step as a banner. @param props.onConfiguration opens the configuration, where the test is */
export function NextStep({
  tenant,
  id,
  connection,
  onConfiguration,
}: {
  tenant: string
  id: string
  connection: Connection
  onConfiguration: () => void
}) {
  const { next: says } = scriptsText
  const summaries = useQuery(summariesQuery(useApi()))
  const step = nextStep(connection, summaries.data?.find((one) => one.id === id)?.ferry.imported)
  if (!step) return null
  return (
    <div className="draft-banners">
      <Banner tone="info" title={titleOf(step)} actions={actions()}>
        {step.kind === 'values' && <p>{says.valuesDetail}</p>}
      </Banner>
    </div>
  )

  function actions(): ReactNode {
    if (step?.kind === 'values') {
      return <Button onClick={onConfiguration}>{says.setValues(step.count)}</Button>
    }
    return (
      <>
        <Button onClick={onConfiguration}>{says.test}</Button>
        {step?.kind === 'try' ? (
          <ButtonLink href={paths.tryLogin(tenant, id)}>{says.trySignIn}</ButtonLink>
        ) : (
          <ButtonLink href={paths.connectionApplications(tenant, id)}>{says.turnOn}</ButtonLink>
        )}
      </>
    )
  }
}

function titleOf(step: Step): string {
  const { next: says } = scriptsText
  switch (step.kind) {
    case 'values':
      return says.values(step.count)
    case 'application':
      return says.application
    case 'try':
      return says.signIn
  }
}
