/** One custom domain: its state, its TXT record, and what can be done with it. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { Problem } from '../../shell/part.tsx'
import { Question } from '../../shell/question.tsx'
import { Button } from '../../ui/button.tsx'
import { Badge, Banner, CopyText, KeyValue } from '../../ui/data.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import type { Domain } from './queries.ts'
import { DOMAINS_KEY, isReady } from './queries.ts'
import { domainsText } from './text.ts'

/** @param props.all every domain of the tenant, of which one may become the primary one */
export function DomainCard({ domain: one, all }: { domain: Domain; all: readonly Domain[] }) {
  const { domain, primary, status } = one
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const mayVerify = useRefusal('create:custom_domains')
  const mayChange = useRefusal('update:custom_domains')
  const mayDelete = useRefusal('delete:custom_domains')
  const [isDeleting, setIsDeleting] = useState(false)
  const reload = () => queries.invalidateQueries({ queryKey: DOMAINS_KEY })
  const verifying = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/custom-domains/{id}/verify', {
        params: { id: one.custom_domain_id },
        body: {},
      }),
    onSuccess: async (answer) => {
      if (isReady(answer)) say({ title: domainsText.verified(domain) })
      await reload()
    },
  })
  const before = all.find((other) => other.primary)?.domain
  const choosing = useMutation({
    mutationFn: (chosen: string) =>
      client.call('PATCH /api/v2/custom-domains/default', { body: { domain: chosen } }),
    onSuccess: async (_answer, chosen) => {
      say({
        title: domainsText.madePrimary(chosen),
        ...(chosen === domain && before !== undefined && { undo: () => choosing.mutate(before) }),
      })
      await reload()
    },
  })
  const failure = verifying.data?.verification.error_msg
  return (
    <Group title={inSentence(domain)} {...(primary && { detail: domainsText.primaryDetail })}>
      <div className="row">
        <Badge tone={isReady(one) ? 'ok' : 'warn'}>{domainsText.states[status]}</Badge>
        {primary && <Badge tone="info">{domainsText.primary}</Badge>}
      </div>
      {!isReady(one) && failure !== undefined && (
        <Banner tone="warn" live title={domainsText.notVerified}>
          <p>{failure}</p>
        </Banner>
      )}
      {verifying.error && <Problem error={verifying.error} />}
      {choosing.error && <Problem error={choosing.error} />}
      {isReady(one) ? <Issuer domain={domain} /> : <Proof domain={one} />}
      <div className="row">
        {!isReady(one) && (
          <Button
            variant="primary"
            writes
            busy={verifying.isPending}
            blocked={mayVerify}
            onClick={() => verifying.mutate()}
          >
            {domainsText.verify}
          </Button>
        )}
        {isReady(one) && !primary && (
          <Button
            writes
            busy={choosing.isPending}
            blocked={mayChange}
            onClick={() => choosing.mutate(domain)}
          >
            {domainsText.makePrimary}
          </Button>
        )}
        <Button variant="danger" writes blocked={mayDelete} onClick={() => setIsDeleting(true)}>
          {domainsText.remove.submit}
        </Button>
      </div>
      {isDeleting && (
        <Question
          title={domainsText.remove.title(domain)}
          effects={effectsOf(one, all)}
          submit={domainsText.remove.submit}
          cancel={domainsText.remove.cancel}
          done={domainsText.remove.done(domain)}
          onSubmit={() =>
            client.call('DELETE /api/v2/custom-domains/{id}', { params: { id: one.custom_domain_id } })
          }
          onSettled={reload}
          onClose={() => setIsDeleting(false)}
        />
      )}
    </Group>
  )
}

/** Scheme and port are those of the tenant's own address; issuers have a slash at their end. */
function issuerOf(domain: string): string {
  const url = new URL('/', location.origin)
  url.hostname = domain
  return url.href
}

function Issuer({ domain }: { domain: string }) {
  const issuer = issuerOf(domain)
  return (
    <>
      <KeyValue
        entries={[
          [
            domainsText.issuer,
            <CopyText key="issuer" text={issuer} label={domainsText.copyIssuer(domain)} />,
          ],
        ]}
      />
      <a href={`${issuer}.well-known/openid-configuration`} target="_blank" rel="noopener">
        {domainsText.discovery}
      </a>
    </>
  )
}

function Proof({ domain: { domain, verification } }: { domain: Domain }) {
  const { proof: says } = domainsText
  const { tenant } = useSession()
  const [record] = verification.methods
  if (record === undefined) return null
  return (
    <>
      <p>{says.detail}</p>
      <KeyValue
        entries={[
          [says.name, <CopyText key="name" text={record.domain} label={says.copyName(domain)} />],
          [says.value, <CopyText key="value" text={record.record} label={says.copyValue(domain)} />],
        ]}
      />
      <p className="hint">{says.operator}</p>
      <CopyText text={says.command(tenant.name, domain)} label={says.copyCommand(domain)} />
    </>
  )
}

function effectsOf(one: Domain, all: readonly Domain[]): readonly string[] {
  const { remove: says } = domainsText
  const { domain, primary } = one
  if (!isReady(one)) return [says.pending]
  // Without a choice, the primary domain is the first that was verified.
  const [next] = all
    .filter((other) => isReady(other) && other.domain !== domain)
    .toSorted((a, b) => timeOf(a) - timeOf(b))
  return [
    says.issuer(issuerOf(domain)),
    says.applications(domain),
    says.links(domain),
    ...(primary ? [says.next(next === undefined ? says.own : next.domain)] : []),
    says.free,
  ]
}

const timeOf = ({ verification }: Domain): number => Date.parse(verification.last_verified_at ?? '')
