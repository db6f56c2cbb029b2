/** The way to the custom domains. @module */
import { useSession } from '../../api/context.tsx'
import { paths } from '../../routes.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { tenantText } from './text.ts'

/** A link to their page. */
export function DomainsGroup() {
  const { domains: says } = tenantText
  const { tenant } = useSession()
  return (
    <Group title={says.title} detail={says.detail}>
      <div className="row">
        <ButtonLink href={paths.customDomains(tenant.name)}>{says.open}</ButtonLink>
      </div>
    </Group>
  )
}
