/** Where emails go, and a test of it. @module */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useApi, useSession } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import type { Operations } from '../../api/operations.ts'
import { paths } from '../../routes.ts'
import { Part, Problem } from '../../shell/part.tsx'
import { SettingsPage } from '../../shell/settings-page.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Banner, KeyValue } from '../../ui/data.tsx'
import { Foreign, inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { emailText } from './text.ts'

type Delivery = Operations['GET /api/v2/email-delivery']['result']

/** At `…/settings/email`. */
export function EmailPage() {
  const client = useApi()
  const refusal = useRefusal('read:email_templates')
  const delivery = useQuery({
    queryKey: ['email-delivery'],
    enabled: refusal === undefined,
    queryFn: ({ signal }): Promise<Delivery> => client.call('GET /api/v2/email-delivery', { signal }),
  })
  return (
    <SettingsPage tab="email">
      {refusal === undefined ? (
        <Part query={delivery}>{(read) => <Groups delivery={read} />}</Part>
      ) : (
        <Banner tone="info" title={emailText.readRefused}>
          <p>{refusal}</p>
        </Banner>
      )}
    </SettingsPage>
  )
}

function Groups({ delivery }: { delivery: Delivery }) {
  const { tenant } = useSession()
  return (
    <div className="stack settings">
      {delivery.kind === 'outbox' && (
        <Banner tone="warn" title={emailText.outbox}>
          <p>{emailText.outboxDetail}</p>
        </Banner>
      )}
      <Group title={emailText.title} detail={emailText.detail}>
        <KeyValue
          entries={[
            [emailText.name, <Foreign key="name" text={delivery.from_name} />],
            ...(delivery.from === undefined ? [] : [[emailText.address, delivery.from] as const]),
          ]}
        />
        <div className="row">
          <ButtonLink href={paths.tenantSettings(tenant.name)}>{emailText.toSettings}</ButtonLink>
        </div>
      </Group>
      <TestGroup />
    </div>
  )
}

function TestGroup() {
  const { test: says } = emailText
  const { member } = useSession()
  const client = useApi()
  const say = useToast()
  const refusal = useRefusal('update:email_templates')
  const sending = useMutation({
    mutationFn: () => client.call('POST /api/v2/email-delivery/test', { body: {} }),
    onSuccess: ({ to }) => say({ title: says.sent(inSentence(to)) }),
  })
  return (
    <Group title={says.title} detail={says.detail(inSentence(member.email))}>
      {sending.error && <Problem error={sending.error} />}
      <div className="row">
        <Button writes blocked={refusal} busy={sending.isPending} onClick={() => sending.mutate()}>
          {says.submit}
        </Button>
      </div>
    </Group>
  )
}
