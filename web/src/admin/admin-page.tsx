import { useState } from 'preact/hooks'
import { PageHeading } from '../page/page-heading.tsx'
import { AuditLog } from './audit-log.tsx'
import { adminTexts } from './texts.ts'
import { Users } from './users.tsx'
import './admin.css'

/** The accounts of the service, for admins. */
export const AdminPage = () => {
  const [changes, setChanges] = useState(0)
  const texts = adminTexts.value
  return (
    <div class="page admin">
      <div class="page-head">
        <PageHeading title={texts.title} />
      </div>
      <section aria-labelledby="admin-users">
        <h2 id="admin-users">{texts.users.title}</h2>
        <Users onChanged={() => setChanges((count) => count + 1)} />
      </section>
      <section aria-labelledby="admin-audit">
        <h2 id="admin-audit">{texts.audit.title}</h2>
        <AuditLog changes={changes} />
      </section>
    </div>
  )
}
