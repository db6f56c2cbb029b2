/** The result of a tried sign-in: the address to which the sign-in page leads back. @module */
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useParams, useSearchParams } from 'wouter'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'
import { decoded, paths } from '../../routes.ts'
import { Page } from '../../shell/page.tsx'
import { Problem } from '../../shell/part.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Banner, KeyValue, Skeleton } from '../../ui/data.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Output } from '../scripts/run/output.tsx'
import { trySignInText } from './text.ts'
import '../connection-settings/settings.css'

type Claims = Operations['POST /api/v2/clients/{id}/try-sign-in/claims']['result']

/** What the sign-in page told in the address. */
interface Returned {
  code: string | null
  state: string | null
  error: string | null
  error_description: string | null
}

/** At `…/applications/:id/tried`. The code leaves the address at once: a page that is opened again shows no result. */
export function TriedPage() {
  const { result: says } = trySignInText
  const { tenant = '', id: coded = '' } = useParams()
  const id = decoded(coded)
  const [path, navigate] = useLocation()
  const [search] = useSearchParams()
  const [returned] = useState<Returned>(() => ({
    code: search.get('code'),
    state: search.get('state'),
    error: search.get('error'),
    error_description: search.get('error_description'),
  }))
  useEffect(() => {
    if (search.size > 0) navigate(path, { replace: true })
  }, [search, navigate, path])
  return (
    <Page title={says.title} parent={{ href: paths.application(tenant, id), label: says.parent }}>
      <div className="stack settings">
        <Result id={id} returned={returned} />
      </div>
    </Page>
  )
}

function Result({
  id,
  returned: { code, state, error, error_description },
}: {
  id: string
  returned: Returned
}) {
  const { result: says } = trySignInText
  if (code !== null && state !== null) return <Exchanged id={id} code={code} state={state} />
  if (error === null) {
    return (
      <Banner tone="info" title={says.nothing}>
        <p>{says.nothingDetail}</p>
      </Banner>
    )
  }
  return (
    <>
      <Banner tone="bad" live title={says.refusedTitle}>
        <p>{says.refusedDetail}</p>
      </Banner>
      <KeyValue
        entries={[
          [says.error, <code key="error">{<Foreign text={error} />}</code>],
          [says.description, <Foreign key="description" text={error_description ?? ''} />],
        ]}
      />
    </>
  )
}

/** Exchanges the code once. */
function Exchanged({ id, code, state }: { id: string; code: string; state: string }) {
  const { result: says } = trySignInText
  const client = useApi()
  const sent = useRef(false)
  const { mutate, data, error } = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/clients/{id}/try-sign-in/claims', { params: { id }, body: { code, state } }),
    gcTime: 0,
  })
  useEffect(() => {
    // A code works once, and effects run twice in development.
    if (sent.current) return
    sent.current = true
    mutate()
  }, [mutate])
  if (error) return <Problem error={error} />
  if (data === undefined) return <Skeleton />
  return (
    <>
      <Banner tone="ok" live title={says.works}>
        <p>{says.worksDetail}</p>
      </Banner>
      <Told claims={data} />
    </>
  )
}

function Told({ claims }: { claims: Claims }) {
  const { result: says } = trySignInText
  const { scope, expires_in, id_token_claims, access_token_claims } = claims
  return (
    <>
      <KeyValue
        entries={[
          [says.scope, scope === '' ? says.noScope : <Foreign key="scope" text={scope} />],
          [says.expires, says.seconds(expires_in)],
        ]}
      />
      {id_token_claims === undefined ? (
        <p className="hint">{says.noIdToken}</p>
      ) : (
        <ClaimsCard title={says.idToken} claims={id_token_claims} />
      )}
      <ClaimsCard title={says.accessToken} claims={access_token_claims} />
      <div className="row settings-buttons">
        {/* A page of the server, not of the dashboard. */}
        <a className="button plain" href="/oidc/logout">
          <span className="button-label">{says.signOut}</span>
        </a>
        <p className="hint">{says.signOutHint}</p>
      </div>
    </>
  )
}

function ClaimsCard({ title, claims }: { title: string; claims: { [name: string]: unknown } }) {
  const text = JSON.stringify(claims, null, 2)
  return (
    <div className="card stack">
      <h2>{title}</h2>
      <Output label={title} text={text} />
      <div className="row">
        <CopyButton text={text}>{trySignInText.result.copy}</CopyButton>
      </div>
    </div>
  )
}
