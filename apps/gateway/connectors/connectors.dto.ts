import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { connectorKinds } from '#connectors';
import type { ConnectorKind } from '#connectors';

// Postgres knows no NUL in a text.
const storable = /^[^\0]*$/;

export class SaveConnectorRequest {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As its kind asks for' })
  @IsObject()
  configuration: object;

  @ApiProperty({ example: 'Kolom baru di sistem kami', minLength: 3, maxLength: 300 })
  @IsString()
  @MinLength(3)
  @MaxLength(300)
  @Matches(storable)
  reason: string;
}

export class TryConnectorRequest {
  @ApiProperty({ enum: connectorKinds })
  @IsIn(connectorKinds)
  kind: ConnectorKind;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Without: the one that is saved',
  })
  @IsOptional()
  @IsObject()
  configuration?: object;

  @ApiProperty({ description: 'What the partner would send: JSON; of an upload the text of a CSV file' })
  @Allow()
  sample: unknown;
}

export class TemplateQuery {
  @ApiPropertyOptional({ enum: ['csv', 'xlsx'], default: 'xlsx' })
  @IsOptional()
  @IsIn(['csv', 'xlsx'])
  format?: 'csv' | 'xlsx';
}

export class UploadQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: 'Without: only a preview' })
  @IsOptional()
  @IsIn(['true', 'false'])
  commit?: 'true' | 'false';
}
