/** A rotation function against AWS's documented contract, as a user would write it, in Python. */

/**
 * The "database" is a second secret, named in `DATABASE`: setSecret changes the password there, and
 * testSecret logs in with it.
 */
export const ROTATES = `
import boto3, json, os

sm = boto3.client("secretsmanager")

def handler(event, context):
    arn, token, step = event["SecretId"], event["ClientRequestToken"], event["Step"]
    about = sm.describe_secret(SecretId=arn)
    if not about.get("RotationEnabled"):
        raise ValueError("rotation is not enabled")
    stages = about["VersionIdsToStages"].get(token)
    if stages is None:
        raise ValueError("the version has no stage")
    if "AWSCURRENT" in stages:
        return
    if "AWSPENDING" not in stages:
        raise ValueError("the version is not pending")
    print("step", step, "of", token)
    {"createSecret": create, "setSecret": set_, "testSecret": test, "finishSecret": finish}[step](arn, token)

def pending(arn, token):
    return json.loads(sm.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")["SecretString"])

def create(arn, token):
    current = json.loads(sm.get_secret_value(SecretId=arn, VersionStage="AWSCURRENT")["SecretString"])
    try:
        pending(arn, token)
    except sm.exceptions.ResourceNotFoundException:
        current["password"] = sm.get_random_password(ExcludeCharacters="/@\\"'\\\\")["RandomPassword"]
        sm.put_secret_value(SecretId=arn, ClientRequestToken=token, SecretString=json.dumps(current),
                            VersionStages=["AWSPENDING"])

def set_(arn, token):
    password = pending(arn, token)["password"]
    database = os.environ["DATABASE"]
    if sm.get_secret_value(SecretId=database)["SecretString"] != password:
        sm.put_secret_value(SecretId=database, SecretString=password)

def test(arn, token):
    if sm.get_secret_value(SecretId=os.environ["DATABASE"])["SecretString"] != pending(arn, token)["password"]:
        raise ValueError("the database does not let me in")

def finish(arn, token):
    versions = sm.describe_secret(SecretId=arn)["VersionIdsToStages"]
    current = next(version for version, on in versions.items() if "AWSCURRENT" in on)
    sm.update_secret_version_stage(SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token,
                                   RemoveFromVersionId=current)
`;
