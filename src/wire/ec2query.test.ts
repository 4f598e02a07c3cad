import assert from 'node:assert/strict';
import { test } from 'node:test';

import { utf8 } from '../base/bytes.ts';
import * as ec2 from '../generated/ec2.ts';
import { type AnyOperationModel, AwsError } from '../model/model.ts';
import { ec2query } from './ec2query.ts';

const read = (model: AnyOperationModel, body: string): unknown =>
  ec2query.read(model, { method: 'POST', path: '/', query: '', headers: {}, body: utf8(body) });

test('names have capitals, and lists have numbers alone', () => {
  // The fields are those that botocore sends for these inputs.
  assert.deepEqual(
    read(
      ec2.CreateVpc,
      'Action=CreateVpc&Version=2016-11-15&CidrBlock=10.0.0.0%2F16&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=b&DryRun=false&InstanceTenancy=default',
    ),
    {
      CidrBlock: '10.0.0.0/16',
      TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }],
      DryRun: false,
      InstanceTenancy: 'default',
    },
  );
  assert.deepEqual(
    read(
      ec2.DescribeVpcs,
      'Filter.1.Name=vpc-id&Filter.1.Value.1=x&Filter.1.Value.2=y&VpcId.1=v&MaxResults=5',
    ),
    { Filters: [{ Name: 'vpc-id', Values: ['x', 'y'] }], VpcIds: ['v'], MaxResults: 5 },
  );
  assert.throws(() => read(ec2.DescribeVpcs, 'MaxResults=x'), { code: 'InvalidParameterValue' });
});

test('the answer has one envelope, small names and items', () => {
  const output = { Vpcs: [{ VpcId: 'vpc-1', IsDefault: true, Tags: [{ Key: 'a', Value: 'b' }] }] };
  assert.equal(
    ec2query.write(ec2.DescribeVpcs, output, 'r').body,
    '<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15"><requestId>r</requestId><vpcSet><item><isDefault>true</isDefault><tagSet><item><key>a</key><value>b</value></item></tagSet><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>',
  );
});

test('an error lies among errors', () => {
  assert.equal(
    ec2query.writeError(
      ec2.service,
      new AwsError('InvalidVpcID.NotFound', "The vpc ID 'x' does not exist"),
      'r',
    ).body,
    "<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>The vpc ID 'x' does not exist</Message></Error></Errors><RequestID>r</RequestID></Response>",
  );
});
