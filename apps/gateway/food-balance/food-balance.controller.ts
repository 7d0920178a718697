import { Controller, Get, Header, Inject, Query, UseGuards } from '@nestjs/common';
import { ApiProduces, ApiPropertyOptional, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { RegistryCache } from '#access';
import { tableMediaTypes, writeTable } from '#tables';
import { Described, Fails, Found } from '../documents/describe.js';
import { queryPipe } from '../http/validation.js';
import { historyAt } from '../queries/history.js';
import { BalancesQuery } from '../queries/list-query.js';
import { ReadGuard, ReaderScope } from '../scope/read.guard.js';
import type { Scope } from '../scope/scope.js';
import { FoodBalances } from './food-balance.js';
import { FoodBalanceForm } from './food-balance-form.js';
import { foodBalancePdf } from './food-balance-pdf.js';

const daysDefault = 14;
const daysMax = 31;

class FoodBalanceQuery extends BalancesQuery {
  @ApiPropertyOptional({ minimum: 0, maximum: daysMax, default: daysDefault, description: 'Days ahead' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(daysMax)
  days?: number;

  @ApiPropertyOptional({ enum: ['id', 'en'], default: 'id', description: 'Of the files' })
  @IsOptional()
  @IsIn(['id', 'en'])
  language?: 'id' | 'en';
}

const file = (type: string) => [
  ApiProduces(type),
  ApiResponse({ status: 200, description: 'The file', schema: { type: 'string', format: 'binary' } }),
  Fails('BAD_QUERY', 'KEY_UNKNOWN', 'AS_OF_UNAVAILABLE', 'HISTORY_ENDED'),
];
const asFile =
  (type: string, ending: string): MethodDecorator =>
  (target, key, descriptor) => {
    const name = Header('content-disposition', `attachment; filename="neraca-pangan.${ending}"`);
    for (const decorate of [...file(type), Header('content-type', type), name])
      (decorate as MethodDecorator)(target, key, descriptor);
  };

/** Need, availability and balance by commodity and region, today and on the days ahead. */
@ApiTags('Plan')
@Controller('v1')
@UseGuards(ReadGuard)
export class FoodBalanceController {
  constructor(
    @Inject(FoodBalances) private readonly balances: FoodBalances,
    @Inject(RegistryCache) private readonly registry: RegistryCache,
  ) {}

  @Get('food-balance')
  @Found('FoodBalance', 'Neraca pangan hari ini dan hari-hari mendatang', 'Food balance today and ahead', [
    'BAD_QUERY',
    'AS_OF_UNAVAILABLE',
    'HISTORY_ENDED',
  ])
  read(@Query(queryPipe) query: FoodBalanceQuery, @ReaderScope() scope: Scope) {
    const { hub, commodity, region, days = daysDefault } = query;
    return this.balances.read({ at: historyAt(query.asOf), days, only: { hub, commodity, region } }, scope);
  }

  @Get('food-balance.xlsx')
  @asFile(tableMediaTypes.xlsx, 'xlsx')
  @Described(
    'Neraca pangan sebagai XLSX, satu baris tiap hari',
    'The food balance as XLSX, a row for each day',
  )
  async sheet(@Query(queryPipe) query: FoodBalanceQuery, @ReaderScope() scope: Scope): Promise<Buffer> {
    const form = this.form(query);
    return writeTable(form.table(await this.read(query, scope)), 'xlsx');
  }

  @Get('food-balance.pdf')
  @asFile('application/pdf', 'pdf')
  @Described(
    'Neraca pangan sebagai PDF: hari ini dan hari terakhir',
    'The food balance as PDF: today and the last day',
  )
  async page(@Query(queryPipe) query: FoodBalanceQuery, @ReaderScope() scope: Scope): Promise<Buffer> {
    return foodBalancePdf(await this.read(query, scope), this.form(query));
  }

  private form({ language = 'id' }: FoodBalanceQuery): FoodBalanceForm {
    return new FoodBalanceForm(language, this.registry.index);
  }
}
