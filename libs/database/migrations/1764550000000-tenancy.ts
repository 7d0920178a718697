import type { MigrationInterface, QueryRunner } from 'typeorm';

// Roles are of the whole server, and several databases of it may be migrated at once: whoever comes second finds the
// role there, or waits for it, or tries again.
const roles = `DO $do$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES ('lumbung_service', true), ('lumbung_tenant', false), ('lumbung_public', false))
    AS r (name, inherits)
  LOOP
    FOR attempt IN 1..100 LOOP
      BEGIN
        IF to_regrole(wanted.name) IS NULL THEN
          EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', wanted.name);
        END IF;
        IF NOT pg_has_role(current_user, wanted.name, 'SET')
           OR wanted.inherits AND NOT pg_has_role(current_user, wanted.name, 'USAGE') THEN
          EXECUTE format('GRANT %I TO CURRENT_USER WITH INHERIT %s, SET TRUE', wanted.name, wanted.inherits::text);
        END IF;
        EXIT;
      EXCEPTION
        WHEN duplicate_object OR unique_violation OR internal_error THEN
          IF attempt = 100 THEN RAISE; END IF;
          PERFORM pg_sleep(0.02);
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'the user % may not create or grant the role %', current_user, wanted.name USING ERRCODE = 'LB001';
      END;
    END LOOP;
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname IN ('lumbung_service', 'lumbung_tenant', 'lumbung_public')
             AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcanlogin)) THEN
    RAISE EXCEPTION 'a role of lumbung has rights that it must not have' USING ERRCODE = 'LB001';
  END IF;
END $do$`;

const helpers = [
  `CREATE SCHEMA tenancy`,
  // Of what a transaction has said about its speaker: nothing said is NULL, which no comparison is true for.
  `CREATE FUNCTION tenancy.names(key text) RETURNS text[] LANGUAGE sql STABLE
     RETURN nullif(current_setting('lumbung.' || key, true), '')::text[]`,
  `CREATE FUNCTION tenancy.name(key text) RETURNS text LANGUAGE sql STABLE
     RETURN nullif(current_setting('lumbung.' || key, true), '')`,
  // Every table of ours goes through here: nobody sees a row of it but the services, with the rights named.
  `CREATE FUNCTION tenancy.protect(what regclass, rights text) RETURNS void LANGUAGE plpgsql AS $$
   BEGIN
     EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', what);
     EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', what);
     EXECUTE format('CREATE POLICY service ON %s TO lumbung_service USING (true) WITH CHECK (true)', what);
     EXECUTE format('GRANT %s ON %s TO lumbung_service', rights, what);
   END $$`,
  `REVOKE EXECUTE ON FUNCTION tenancy.protect(regclass, text) FROM PUBLIC`,
  `GRANT USAGE ON SCHEMA registry, access, transport, intake, reconciler, dispatcher, history, people, connectors, tenancy
     TO lumbung_service`,
  `GRANT USAGE ON SCHEMA registry, access, intake, reconciler, dispatcher, people, connectors, tenancy TO lumbung_tenant`,
  `GRANT USAGE ON SCHEMA registry, intake, reconciler, dispatcher, tenancy TO lumbung_public`,
  // A service adds months and ends them without being the owner of anything.
  `CREATE FUNCTION history.ensure_month(month date) RETURNS void LANGUAGE plpgsql
     SECURITY DEFINER SET search_path = pg_catalog AS $$
   DECLARE
     first date := date_trunc('month', month)::date;
     part text := format('history.fact_%s', to_char(first, 'YYYY_MM'));
   BEGIN
     IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
     EXECUTE format('CREATE TABLE %s PARTITION OF history.fact FOR VALUES FROM (%L) TO (%L)', part,
       to_char(first, 'YYYY-MM-DD"T00:00:00Z"'), to_char(first + interval '1 month', 'YYYY-MM-DD"T00:00:00Z"'));
     PERFORM tenancy.protect(part::regclass, 'SELECT');
   END $$`,
  `CREATE FUNCTION history.drop_month(month date) RETURNS void LANGUAGE plpgsql
     SECURITY DEFINER SET search_path = pg_catalog AS $$
   BEGIN
     EXECUTE format('DROP TABLE history.fact_%s', to_char(month, 'YYYY_MM'));
   END $$`,
  // Whoever adds to a chain has to know its end, and need not know what it says.
  `CREATE FUNCTION access.audit_end(which text) RETURNS TABLE (sequence bigint, hash bytea) LANGUAGE sql
     SECURITY DEFINER SET search_path = pg_catalog AS $$
     SELECT a.sequence, a.hash FROM access.audit a WHERE a.hub = which ORDER BY a.sequence DESC LIMIT 1 $$`,
  `REVOKE EXECUTE ON FUNCTION history.ensure_month(date), history.drop_month(date), access.audit_end(text) FROM PUBLIC`,
  `GRANT EXECUTE ON FUNCTION history.ensure_month(date), history.drop_month(date) TO lumbung_service`,
  `GRANT EXECUTE ON FUNCTION access.audit_end(text) TO lumbung_service, lumbung_tenant`,
  `ALTER FUNCTION access.key_changed() SECURITY DEFINER SET search_path = pg_catalog`,
  // Whether there is one may be asked; what it is may not.
  `ALTER TABLE people.person ADD COLUMN has_password boolean GENERATED ALWAYS AS (password IS NOT NULL) STORED,
     ADD COLUMN has_oidc boolean GENERATED ALWAYS AS (oidc_subject IS NOT NULL) STORED`,
  // A view is read with the rights of who reads it, not of who made it.
  `ALTER VIEW history.known SET (security_invoker = true)`,
  `GRANT SELECT ON history.known TO lumbung_service`,
];

const added = 'SELECT, INSERT';
const kept = 'SELECT, INSERT, UPDATE';
const all = 'SELECT, INSERT, UPDATE, DELETE';

/** What the services may do with each table: what is only ever added to is so for them too. */
const rights: Record<string, string> = {
  'registry.change': added,
  'access.api_key': kept,
  'access.key_version': 'SELECT',
  'access.audit': added,
  'access.invitation': kept,
  'access.onboarding': kept,
  'access.sandbox_line': 'SELECT, INSERT, DELETE',
  'transport.cursor': kept,
  'transport.outbox': 'SELECT, INSERT, DELETE',
  'intake.identity': kept,
  'intake.demand': kept,
  'intake.rejected': kept,
  'intake.rejected_history': added,
  'reconciler.book': kept,
  'reconciler.plan': added,
  'reconciler.stock': all,
  'reconciler.demand': all,
  'reconciler.balance': all,
  'reconciler.alert': kept,
  'reconciler.feed': kept,
  'dispatcher.planned': kept,
  'dispatcher.commitment': added,
  'dispatcher.shipment': kept,
  'dispatcher.shipment_revision': added,
  'dispatcher.lifecycle': kept,
  'history.fact': added,
  'history.kept': 'SELECT, INSERT, DELETE',
  'history.ended': kept,
  'history.tally': kept,
  'people.person': kept,
  'people.link': all,
  'people.session': all,
  'people.attempt': all,
  'connectors.mapping': added,
  'connectors.run': kept,
};

// In brackets of their own, so that each is reckoned once a statement and not once a row.
const names = (key: string) => `((SELECT tenancy.names('${key}'))::text[])`;
const party = `(SELECT tenancy.name('party'))`;
const inHub = `hub = ANY ${names('hubs')}`;
const ownOrManaged = `party = ${party} OR party = ANY ${names('managed')}`;
const itsShipment = (table: string) =>
  `EXISTS (SELECT FROM dispatcher.shipment s WHERE s.shipment_id = ${table}.shipment_id)`;
const itsRejected = `EXISTS (SELECT FROM intake.rejected r WHERE r.rejected_id = rejected_history.rejected_id)`;

interface Rule {
  /** What a speaker may do with rows for which `where` holds; rights of columns where not all of a row. */
  rights: string[];
  where: string;
  /** Whoever reads openly sees all of it. */
  isOpen?: true;
}

/**
 * Each rule is what the application's own says (`mayRead`, `PlanSight`, `RejectedSight`, `EntrySight`, `demandOwn`),
 * or less strict where a column cannot tell, as the comments say. Tables that are not here are the services' alone.
 */
const rules: Record<string, Rule> = {
  'reconciler.balance': {
    rights: ['SELECT'],
    where: `${inHub} OR region = ANY ${names('regions')}`,
    isOpen: true,
  },
  'reconciler.stock': {
    rights: ['SELECT'],
    where: `${inHub} OR region = ANY ${names('officialRegions')} OR location = ANY ${names('places')} OR source = ${party}`,
    isOpen: true,
  },
  'reconciler.demand': {
    rights: ['SELECT'],
    where: `${inHub} OR destination = ANY ${names('officialRegions')} OR party = ${party}`,
    isOpen: true,
  },
  'reconciler.alert': {
    rights: ['SELECT'],
    where: `${inHub} OR subject = ANY ${names('regions')} OR subject = ANY ${names('places')}`,
    isOpen: true,
  },
  'reconciler.feed': { rights: ['SELECT'], where: `${inHub} OR party = ${party}`, isOpen: true },
  'dispatcher.shipment': {
    rights: ['SELECT'],
    // `offers`: the statuses in which a shipment without a carrier is open to whoever is one.
    where: `${inHub} OR destination = ANY ${names('regions')} OR carrier = ${party} OR locations && ${names('places')}
      OR carrier IS NULL AND status = ANY ${names('offers')}`,
    isOpen: true,
  },
  'dispatcher.lifecycle': { rights: ['SELECT'], where: itsShipment('lifecycle'), isOpen: true },
  // Of places all versions: how much one can hold is left out by the application. A removal has no value that could
  // tell whose it was, and to hide it would show the version before as the present one.
  'registry.change': {
    rights: ['SELECT'],
    where: `kind NOT IN ('agreement', 'reserve') OR value IS NULL OR value ->> 'hub' = ANY ${names('hubs')}
      OR kind = 'agreement' AND value ->> 'region' = ANY ${names('regions')}`,
    isOpen: true,
  },
  // `foreign`: said for a hub alone; the parties that deal with other hubs alone.
  'intake.rejected': {
    rights: ['SELECT', 'UPDATE (state, resolved_at, resolved_by, reason, sending_hash, sending_until)'],
    where: `party = ${party} OR ${names('foreign')} IS NOT NULL AND (party IS NULL OR party <> ALL ${names('foreign')})`,
    isOpen: true,
  },
  'intake.rejected_history': { rights: ['SELECT', 'INSERT'], where: itsRejected, isOpen: true },
  // `managed`: parties that an administrator looks after. The hash of a secret goes in and never out.
  'access.api_key': {
    rights: [
      `SELECT (key_id, party, label, created_at, revoked_at, scopes, expires_at, last_used_at, issued_by, replaces, kafka_user)`,
      'INSERT',
      'UPDATE (revoked_at, expires_at, kafka_user)',
    ],
    where: ownOrManaged,
  },
  'access.onboarding': { rights: ['SELECT', 'INSERT', 'UPDATE'], where: ownOrManaged },
  'access.invitation': { rights: ['SELECT', 'INSERT', 'UPDATE (withdrawn_at)'], where: ownOrManaged },
  'access.sandbox_line': { rights: ['SELECT', 'INSERT', 'DELETE'], where: ownOrManaged },
  'connectors.mapping': { rights: ['SELECT', 'INSERT'], where: ownOrManaged },
  'connectors.run': { rights: ['SELECT', 'INSERT', 'UPDATE'], where: ownOrManaged },
  // Who may administer people is the application's to say; a hash of a password goes nowhere.
  'people.person': {
    rights: ['SELECT (id, party, username, name, roles, status, has_password, has_oidc, created_at)'],
    where: `party = ANY ${names('managed')}`,
  },
};

const tenancy = [
  ...Object.entries(rights).map(([table, its]) => `SELECT tenancy.protect('${table}', '${its}')`),
  `SELECT tenancy.protect(inhrelid, 'SELECT') FROM pg_inherits WHERE inhparent = 'history.fact'::regclass`,
  ...Object.entries(rules).flatMap(([table, rule]) => [
    `CREATE POLICY tenant ON ${table} TO lumbung_tenant USING (${rule.where}) WITH CHECK (${rule.where})`,
    ...rule.rights.map((right) => `GRANT ${right} ON ${table} TO lumbung_tenant`),
    ...(rule.isOpen
      ? [
          `CREATE POLICY open ON ${table} FOR SELECT TO lumbung_public USING (true)`,
          `GRANT SELECT ON ${table} TO lumbung_public`,
        ]
      : []),
  ]),
  // A hub's audit is read by the hub, and added to by whoever does something in its own name.
  `CREATE POLICY tenant_reads ON access.audit FOR SELECT TO lumbung_tenant USING (${inHub})`,
  `CREATE POLICY tenant_adds ON access.audit FOR INSERT TO lumbung_tenant WITH CHECK (party = ${party})`,
  `GRANT SELECT, INSERT ON access.audit TO lumbung_tenant`,
];

/** Rows are their parties' and hubs': services are not the owner, and what is asked for a speaker is asked as one. */
export class Tenancy1764550000000 implements MigrationInterface {
  name = 'Tenancy1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [roles, ...helpers, ...tenancy]) await runner.query(statement);
  }

  /** The roles stay: other databases of the server may use them. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(rights)) {
      for (const policy of ['service', 'tenant', 'tenant_reads', 'tenant_adds', 'open'])
        await runner.query(`DROP POLICY IF EXISTS ${policy} ON ${table}`);
      await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`);
    }
    await runner.query(`ALTER TABLE people.person DROP COLUMN has_password, DROP COLUMN has_oidc`);
    await runner.query(`ALTER VIEW history.known RESET (security_invoker)`);
    await runner.query(`ALTER FUNCTION access.key_changed() SECURITY INVOKER RESET search_path`);
    await runner.query(
      `DROP FUNCTION history.ensure_month(date), history.drop_month(date), access.audit_end(text)`,
    );
    await runner.query(`DROP SCHEMA tenancy CASCADE`);
    const schemas =
      'registry, access, transport, intake, reconciler, dispatcher, history, people, connectors';
    await runner.query(
      `REVOKE ALL ON ALL TABLES IN SCHEMA ${schemas} FROM lumbung_service, lumbung_tenant, lumbung_public`,
    );
    await runner.query(
      `REVOKE ALL ON SCHEMA ${schemas} FROM lumbung_service, lumbung_tenant, lumbung_public`,
    );
  }
}
