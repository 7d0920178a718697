import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessError, AccessGuard, CurrentParty, linkPath, People, personColumns, personOf } from '#access';
import { Requires } from '#access';
import type { Invited, PersonRow, Principal } from '#access';
import { Database } from '#database';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { readPage } from '../queries/paging.js';
import { Where } from '../queries/where.js';
import { nobody } from '../scope/scope.js';
import { InviteRequest, PeopleQuery, PersonChangeRequest } from './people.dto.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const idParameter = { name: 'id', format: 'uuid' };
const invited = { $ref: '#/components/schemas/Invited' };

const listing = {
  name: 'people',
  columns: personColumns,
  from: 'people.person',
  order: [
    { sql: 'party', type: 'text' as const },
    { sql: 'id::text', type: 'text' as const },
  ],
  item: personOf,
};

/** The people of a hub and of its parties, for the hub's administrators. */
@ApiTags('People')
@Controller('v1/people')
@UseGuards(AccessGuard)
@Requires('people:write')
@ApiBearerAuth()
export class PeopleController {
  constructor(
    @Inject(People) private readonly people: People,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Listed('Person', 'Orang yang bekerja dengan Lumbung', 'People who work with Lumbung')
  @Fails('FORBIDDEN')
  list(@Query(queryPipe) query: PeopleQuery, @CurrentParty() reader: Principal) {
    const managed = this.people.managedBy(reader);
    const where = new Where()
      .add(`status <> 'erased'`)
      .add('party = ANY(?)', managed)
      .equals('party', query.party);
    return readPage<PersonRow, ReturnType<typeof personOf>>(
      this.database.within({ ...nobody, managed }),
      listing,
      where,
      query,
    );
  }

  @Post()
  @Header('cache-control', 'no-store')
  @Described(
    'Undang seseorang; jawabannya memuat tautan sekali pakai yang hanya ditunjukkan sekarang',
    'Invite somebody; the answer has a link that works once and is shown this once',
  )
  @ApiBody({ type: InviteRequest })
  @ApiResponse({ status: 201, description: 'Invited', schema: invited })
  @Fails('BROKEN_JSON', 'BAD_BODY', 'KEY_MISSING', 'SESSION_ENDED', 'FORBIDDEN', 'CROSS_SITE')
  @Fails('PARTY_UNKNOWN', 'ROLE_NOT_ALLOWED', 'USERNAME_TAKEN')
  async invite(@Body(JsonObjectPipe, bodyPipe) body: InviteRequest, @CurrentParty() by: Principal) {
    return shown(await this.people.invite(by, body));
  }

  @Post(':id/link')
  @Header('cache-control', 'no-store')
  @ApiParam(idParameter)
  @Described(
    'Tautan sekali pakai yang baru, untuk undangan yang hilang atau kata sandi yang terlupa',
    'A new link that works once, for a lost invitation or a forgotten password',
  )
  @ApiResponse({ status: 201, description: 'Made', schema: invited })
  @Fails('KEY_MISSING', 'FORBIDDEN', 'CROSS_SITE', 'PERSON_UNKNOWN')
  async link(@Param('id') id: string, @CurrentParty() by: Principal) {
    return shown(await this.people.renewLink(by, idOf(id)));
  }

  @Patch(':id')
  @Header('cache-control', 'no-store')
  @ApiParam(idParameter)
  @ApiBody({ type: PersonChangeRequest })
  @Found('Person', 'Ubah nama, peran, atau status', 'Change a name, roles or the status', [
    'FORBIDDEN',
    'PERSON_UNKNOWN',
  ])
  @Fails('BROKEN_JSON', 'BAD_BODY', 'CROSS_SITE', 'ROLE_NOT_ALLOWED', 'NOT_ON_YOURSELF', 'LAST_ADMINISTRATOR')
  change(
    @Param('id') id: string,
    @Body(JsonObjectPipe, bodyPipe) body: PersonChangeRequest,
    @CurrentParty() by: Principal,
  ) {
    return this.people.change(by, idOf(id), body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiParam(idParameter)
  @Described(
    'Hapus data pribadi seseorang; tinggal id tanpa nama yang disebut catatan audit',
    'Erase the personal data of somebody; an id without a name stays, which the audit refers to',
  )
  @ApiResponse({ status: 204, description: 'Erased' })
  @Fails('KEY_MISSING', 'FORBIDDEN', 'CROSS_SITE', 'PERSON_UNKNOWN', 'NOT_ON_YOURSELF', 'LAST_ADMINISTRATOR')
  erase(@Param('id') id: string, @CurrentParty() by: Principal) {
    return this.people.erase(by, idOf(id));
  }
}

function shown({ person, link }: Invited) {
  return { person, link: { path: linkPath(link.token), expiresAt: link.expiresAt } };
}

function idOf(text: string): string {
  if (!uuid.test(text)) throw new AccessError('PERSON_UNKNOWN');
  return text;
}
