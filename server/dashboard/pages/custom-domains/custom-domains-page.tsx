/** The custom domains of the tenant. @module */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { HelpLink } from '../../shell/help-link.tsx'
import { Part } from '../../shell/part.tsx'
import { SettingsPage } from '../../shell/settings-page.tsx'
import { Banner } from '../../ui/data.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { AddDomain } from './add-domain.tsx'
import { DomainCard } from './domain-card.tsx'
import { domainsQuery } from './queries.ts'
import { domainsText } from './text.ts'

/** At `…/settings/custom-domains`. */
export function CustomDomainsPage() {
  const refusal = useRefusal('read:custom_domains')
  const query = useQuery({ ...domainsQuery(useApi()), enabled: refusal === undefined })
  const { operator } = domainsText
  return (
    <SettingsPage tab="customDomains">
      {refusal === undefined ? (
        <div className="stack settings">
          <AddDomain />
          <Part query={query}>
            {(all) =>
              all.length === 0 ? (
                <p className="muted">{domainsText.empty}</p>
              ) : (
                <div className="stack">
                  {all.map((one) => (
                    <DomainCard key={one.custom_domain_id} domain={one} all={all} />
                  ))}
                </div>
              )
            }
          </Part>
          <Group title={operator.title} detail={operator.detail}>
            <HelpLink topic="customDomains">{operator.link}</HelpLink>
          </Group>
        </div>
      ) : (
        <Banner tone="info" title={domainsText.readRefused}>
          <p>{refusal}</p>
        </Banner>
      )}
    </SettingsPage>
  )
}
